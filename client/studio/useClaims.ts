/** All claims of the course, asked for again when files were saved or something was played. */
import { useEffect, useState } from 'react'
import type { StudioClaim, StudioCourse, StudioPlay } from '../../server/protocol/studio.ts'
import { loadClaims } from './orders.ts'

const none: readonly StudioClaim[] = []

/** So long after a save: by then it is drawn, and of a large course there are many claims. ms */
const AFTER_SAVE_MS = 400

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
    const timer = setTimeout(() => {
      void loadClaims(leaving.signal).then((loaded) => {
        if (loaded !== undefined) setClaims(loaded)
      })
    }, AFTER_SAVE_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [version, began, ms])
  return claims
}
