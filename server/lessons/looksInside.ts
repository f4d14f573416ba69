/** Which claims need a sandbox: what they speak of is seen inside labs alone. Pure. */
import type { Claim } from './claim.ts'
import { claimsOf } from './claimRules.ts'
import { isWire } from './judgeWire.ts'

/** Whether a part of it is about the wire to Redis, or about threads. */
export function looksInside(claim: Claim): boolean {
  for (const part of claimsOf(claim)) if (isWire(part) || part.fact === 'thread') return true
  return false
}
