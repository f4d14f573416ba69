/** All claims of the course, asked for again when files were saved or something was played. */
import { useEffect, useState } from 'react'
import type { StudioClaim, StudioCourse, StudioPlay } from '../../server/protocol/studio.ts'
import { loadClaims } from './orders.ts'

const none: readonly StudioClaim[] = []

export function useClaims(
  course: StudioCourse | undefined,
  play: StudioPlay | undefined,
): readonly StudioClaim[] {
  const [claims, setClaims] = useState(none)
  const { version } = course ?? {}
  const { began, ms } = play ?? {}
  useEffect(() => {
    if (version === undefined) return
    const leaving = new AbortController()
    void loadClaims(leaving.signal).then((loaded) => {
      if (loaded !== undefined) setClaims(loaded)
    })
    return () => leaving.abort()
  }, [version, began, ms])
  return claims
}
