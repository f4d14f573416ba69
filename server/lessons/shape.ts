/** What happens in a lesson, as a few marks for its pictogram: told from what its steps claim. */
import type { LessonMark } from '../protocol/index.ts'
import type { Claim } from './claim.ts'
import type { Step } from './lesson.ts'

/** The rarer first: where several happen, these tell a lesson from its neighbours. */
const byRarity: readonly LessonMark[] = [
  'kept',
  'cut',
  'frozen',
  'fan',
  'failed',
  'lost',
  'beats',
  'waits',
  'delivered',
  'printed',
  'read',
]

/** Cells of a pictogram. */
const cells = 3

/** Commands that keep what they are given. */
const keeping = /^(XADD|LPUSH|RPUSH|SET|HSET|SADD|ZADD)$/

/** The claim and its parts, without those that say what does not happen. */
function* partsOf(claim: Claim): Generator<Claim> {
  if (claim.fact === 'not') return
  yield claim
  if ('claims' in claim) for (const part of claim.claims) yield* partsOf(part)
  if ('claim' in claim) yield* partsOf(claim.claim)
  if ('after' in claim) yield* partsOf(claim.after)
}

function markOf(claim: Claim): LessonMark | undefined {
  if ('times' in claim && claim.times.max === 0) return undefined
  switch (claim.fact) {
    case 'published':
      if (claim.receivers === undefined) return undefined
      if (claim.receivers.max === 0) return 'lost'
      return claim.receivers.min > 1 ? 'fan' : 'delivered'
    case 'command':
      return keeping.test(claim.name ?? '') ? 'kept' : undefined
    case 'thread':
      return claim.waitsFor === 'redis' ? 'waits' : undefined
    case 'ends':
      return (claim.code ?? 0) > 0 ? 'failed' : undefined
    case 'silent':
      return 'frozen'
    case 'disconnected':
      return 'cut'
    case 'lost':
    case 'delivered':
      return claim.fact
    default:
      return undefined
  }
}

function marksOf({ programs, truths, exercise }: Step): LessonMark[] {
  const claims = [...truths, ...(exercise?.checks ?? [])].flatMap(({ claim }) => [
    ...partsOf(claim),
  ])
  const seen = claims.map(markOf).filter((mark) => mark !== undefined)
  if (programs.some(({ app }) => app !== undefined)) seen.push('beats')
  if (seen.length > 0) return seen
  return [programs.length > 0 ? 'printed' : 'read']
}

/** At most three marks, in the order in which they happen in the lesson. */
export function shapeOf(steps: readonly Step[]): LessonMark[] {
  const all = [...new Set(steps.flatMap(marksOf))]
  const shown = new Set(byRarity.filter((mark) => all.includes(mark)).slice(0, cells))
  return all.filter((mark) => shown.has(mark))
}
