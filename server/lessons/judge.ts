/** Judges a claim event by event: held, broken, or still open. Pure; the clock is in the events. */
import { unreachable } from '../protocol/index.ts'
import { timeOf } from './claim.ts'
import type { Claim, Observation, Verdict } from './claim.ts'
import { decideBeats, decideHeartbeat, decideSilent } from './judgeBeats.ts'
import { decideAfter, decideOrder, decideWithin } from './judgeOrder.ts'
import { decideEnds, decideOutput, decideRunning } from './judgeProgram.ts'
import { decideThread } from './judgeThread.ts'
import { decideUnanswered, decideVisit } from './judgeVisits.ts'
import { decideWire, isWire } from './judgeWire.ts'
import type { Fact, Part, Start } from './part.ts'

/** Times are those of the observations: ms on one clock. */
export interface Judge {
  readonly verdict: Verdict
  /** When the verdict may change though nothing more is seen; call `tick` then. */
  readonly due: number | undefined
  see(observation: Observation): Verdict
  tick(at: number): Verdict
  /** Nothing more will be seen: what is still open is decided. */
  end(): Verdict
  /** What was observed of it, as a phrase: `PUBLISH returned 0 at 0.31 s: nobody had subscribed yet`. */
  told(): string
}

/** The worst of the parts for `all`, the best of them for `any`. */
function join(fact: 'all' | 'any', verdicts: readonly Verdict[]): Verdict {
  const [decisive, other]: Verdict[] = fact === 'all' ? ['broken', 'held'] : ['held', 'broken']
  if (decisive !== undefined && verdicts.includes(decisive)) return decisive
  return verdicts.includes('open') ? 'open' : (other ?? 'open')
}

function decideMany(claim: Fact<'all' | 'any'>, start: Start): Part {
  const judges = claim.claims.map((part) => nested(part, start))
  const ask = (question: (judge: Judge) => Verdict) => join(claim.fact, judges.map(question))
  return {
    see: (observation) => ask((judge) => judge.see(observation)),
    tick: (at) => ask((judge) => judge.tick(at)),
    due() {
      const dues = judges.flatMap((judge) => judge.due ?? [])
      return dues.length === 0 ? undefined : Math.min(...dues)
    },
    end: () => ask((judge) => judge.end()),
    told() {
      // What keeps the whole from holding, if anything does.
      const lacking = judges.filter((judge) => judge.verdict !== 'held')
      const told = (lacking.length === 0 ? judges : lacking).map((judge) => judge.told())
      return [...new Set(told)].join('; ')
    },
  }
}

const opposite: Readonly<Record<Verdict, Verdict>> = {
  held: 'broken',
  broken: 'held',
  open: 'open',
}

function decideNot(claim: Fact<'not'>, start: Start): Part {
  const judge = nested(claim.claim, start)
  return {
    see: (observation) => opposite[judge.see(observation)],
    tick: (at) => opposite[judge.tick(at)],
    due: () => judge.due,
    end: () => opposite[judge.end()],
    told: () => judge.told(),
  }
}

function decide(claim: Claim, start: Start): Part {
  if (isWire(claim)) return decideWire(claim, start)
  switch (claim.fact) {
    case 'output':
      return decideOutput(claim, start)
    case 'thread':
      return decideThread(claim, start)
    case 'heartbeat':
      return decideHeartbeat(claim, start)
    case 'beats':
      return decideBeats(claim, start)
    case 'silent':
      return decideSilent(claim, start)
    case 'visit':
      return decideVisit(claim, start)
    case 'unanswered':
      return decideUnanswered(claim, start)
    case 'ends':
      return decideEnds(claim, start)
    case 'running':
      return decideRunning(claim, start)
    case 'order':
      return decideOrder(claim, start, nested)
    case 'after':
      return decideAfter(claim, start, nested)
    case 'within':
      return decideWithin(claim, start, nested)
    case 'all':
    case 'any':
      return decideMany(claim, start)
    case 'not':
      return decideNot(claim, start)
    default:
      return unreachable(claim)
  }
}

/** On the wire what others did explains what is missing: such a judge looks at everything itself. */
function programOf(claim: Claim): string | undefined {
  return 'of' in claim && !isWire(claim) ? claim.of : undefined
}

function nested(claim: Claim, start: Start): Judge {
  const part = decide(claim, start)
  const only = programOf(claim)
  let verdict: Verdict = 'open'
  const update = (next: () => Verdict): Verdict => {
    if (verdict === 'open') verdict = next()
    return verdict
  }
  return {
    get verdict() {
      return verdict
    },
    get due() {
      return verdict === 'open' ? part.due?.() : undefined
    },
    see: (observation) =>
      update(() => {
        const other = only !== undefined && 'program' in observation && observation.program !== only
        return other ? 'open' : part.see(observation)
      }),
    tick: (at) => update(() => part.tick?.(at) ?? 'open'),
    end: () => update(() => part.end()),
    told: () => part.told(),
  }
}

/** A judge of `claim`. Held and broken are final. A claim without `of` is about any program it is shown. */
export function createJudge(claim: Claim): Judge {
  const start: Start = { at: Number.NaN, from: Number.NaN }
  const judge = nested(claim, start)
  return {
    get verdict() {
      return judge.verdict
    },
    get due() {
      return judge.due
    },
    see(observation) {
      if (Number.isNaN(start.at)) start.at = start.from = timeOf(observation)
      return judge.see(observation)
    },
    tick: (at) => judge.tick(at),
    end: () => judge.end(),
    told: () => judge.told(),
  }
}
