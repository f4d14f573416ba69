/** Whether a claim holds, as a sign beside its words. */
import { Check, CircleDashed, History, X } from 'lucide-react'
import type { StudioClaim } from '../../server/protocol/studio.ts'

const signs = { proven: Check, failed: X, changed: History, never: CircleDashed } as const

export function Sign({ state }: Pick<StudioClaim, 'state'>) {
  const Icon = signs[state]
  const firm = state === 'proven' || state === 'failed'
  return <Icon size={15} strokeWidth={firm ? 2.6 : 1.75} aria-hidden="true" />
}
