/** Since when nothing is heard of the lab, ms on its clock; undefined while the connection stands. */
import { useState } from 'react'
import { useConnectionState } from '../connection/index.ts'
import { useLabNow } from '../session/index.ts'

export function useUnseen(): number | undefined {
  const open = useConnectionState().type === 'open'
  const now = useLabNow(false)
  const [since, setSince] = useState<number>()
  if (open && since !== undefined) setSince(undefined)
  if (!open && since === undefined) setSince(now)
  return open ? undefined : since
}
