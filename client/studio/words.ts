/** Claims, and what is known of them, in words. Pure. */
import type { StudioClaim } from '../../server/protocol/studio.ts'

/** What a claim says, by the name that findings give it. */
export function claimInWords(claim: string): string {
  const [kind = '', ...rest] = claim.split(' ')
  const name = rest.join(' ')
  if (kind === 'expect') return `${name} prints what is claimed`
  if (kind === 'truth') return `${name} holds`
  if (kind === 'share') return `${name} holds in its share of runs`
  if (kind === 'quiz') return `question ${name} has the right answer`
  if (kind === 'prediction') return 'one option of the prediction holds'
  if (kind === 'start') return 'what the learner finds does not solve the exercise'
  if (kind === 'solution') return 'solution/ solves the exercise'
  return `${claim} fails, with its hint`
}

export function took(ms: number): string {
  return ms < 995 ? `${(ms / 1000).toFixed(2)} s` : `${(ms / 1000).toFixed(1)} s`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago, as far as it matters. */
export function ago(then: number, now: number): string {
  const ms = Math.max(0, now - then)
  if (ms < MINUTE) return 'just now'
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`
  const days = Math.floor(ms / DAY)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** `proven 2 min ago, 4.8 s`. */
export function knownInWords({ state, provenAt, ms }: StudioClaim, now: number): string {
  const when = provenAt === undefined ? undefined : ago(provenAt, now)
  const cost = ms === undefined ? '' : `, ${took(ms)}`
  switch (state) {
    case 'proven':
      // Without a time, it held beside claims that did not.
      return `${when === undefined ? 'as claimed' : `proven ${when}`}${cost}`
    case 'changed':
      return when === undefined
        ? 'changed since it was played'
        : `changed since it was proven, ${when}`
    case 'failed':
      return `not as claimed${cost}`
    case 'never':
      return 'never played'
    default:
      return state satisfies never
  }
}

/** `3 hold, 1 does not`, of claims: of one that does not hold there may be several findings. */
export function heldInWords(findings: readonly { claim: string; holds: boolean }[]): string {
  const broken = new Set(findings.flatMap(({ claim, holds }) => (holds ? [] : [claim])))
  const not = broken.size
  const held = new Set(findings.map(({ claim }) => claim)).size - not
  const one = `${held} ${held === 1 ? 'holds' : 'hold'}`
  return not === 0 ? one : `${one}, ${not} ${not === 1 ? 'does not' : 'do not'}`
}
