/** Judges a claim event by event: held, broken, or still open. Pure; the clock is in the events. */
import { unreachable } from '../protocol/index.ts'
import type { Claim, Observation, Verdict } from './claim.ts'

/** Times are those of the observations: ms on one clock. */
export interface Judge {
  readonly verdict: Verdict
  /** When the verdict may change though nothing more is seen; call `tick` then. */
  readonly due: number | undefined
  see(observation: Observation): Verdict
  tick(at: number): Verdict
  /** Nothing more will be seen: what is still open is decided. */
  end(): Verdict
}

type Fact<F extends Claim['fact']> = Extract<Claim, { fact: F }>

/** A judge of one fact: it may change its verdict while open; once decided it is asked no more. */
interface Part {
  see(observation: Observation): Verdict
  tick?(at: number): Verdict
  due?(): number | undefined
  end(): Verdict
}

function decideOutput(claim: Fact<'output'>): Part {
  const { how, value } = claim.text
  const pattern = how === 'matches' ? new RegExp(value, 'u') : undefined
  const { min, max } = claim.times
  let seen = 0
  return {
    see(observation) {
      if (observation.type !== 'output') return 'open'
      if (claim.stream !== undefined && claim.stream !== observation.stream) return 'open'
      const { line } = observation
      const fits =
        how === 'line' ? line === value : how === 'has' ? line.includes(value) : pattern?.test(line)
      if (fits === true) seen += 1
      if (seen > max) return 'broken'
      return seen >= min && max === Infinity ? 'held' : 'open'
    },
    end: () => (seen >= min && seen <= max ? 'held' : 'broken'),
  }
}

function decideThread(claim: Fact<'thread'>): Part {
  // Each program of a claim without `of` has its own spell of waiting.
  const since = new Map<string, number>()
  const first = () => (since.size === 0 ? undefined : Math.min(...since.values()))
  const judge = (at: number): Verdict => {
    const began = first()
    return began !== undefined && at - began >= claim.lastingMs ? 'held' : 'open'
  }
  return {
    see(observation) {
      if (observation.type === 'ended') since.delete(observation.program)
      if (observation.type !== 'activity') return 'open'
      // A spell that was long enough counts though the news of it and of its end come together.
      const before = judge(observation.at)
      if (before === 'held') return before
      if (observation.waits !== claim.waitsFor) since.delete(observation.program)
      else if (!since.has(observation.program)) since.set(observation.program, observation.at)
      return judge(observation.at)
    },
    tick: judge,
    due: () => {
      const began = first()
      return began === undefined ? undefined : began + claim.lastingMs
    },
    end: () => 'broken',
  }
}

function decideHeartbeat(claim: Fact<'heartbeat'>): Part {
  return {
    see: (observation) =>
      observation.type === 'beat' &&
      observation.beat.type === 'answered' &&
      observation.beat.ms <= claim.answersMs
        ? 'held'
        : 'open',
    end: () => 'broken',
  }
}

function decideEnds(claim: Fact<'ends'>): Part {
  return {
    see(observation) {
      if (observation.type !== 'ended') return 'open'
      const { reason } = observation
      return reason.type === 'exit' && (claim.code ?? reason.code) === reason.code
        ? 'held'
        : 'broken'
    },
    end: () => 'broken',
  }
}

function decideRunning(): Part {
  let seen = false
  return {
    see(observation) {
      seen = true
      return observation.type === 'ended' ? 'broken' : 'open'
    },
    end: () => (seen ? 'held' : 'broken'),
  }
}

/** The worst of the parts for `all`, the best of them for `any`. */
function join(fact: 'all' | 'any', verdicts: readonly Verdict[]): Verdict {
  const [decisive, other]: Verdict[] = fact === 'all' ? ['broken', 'held'] : ['held', 'broken']
  if (decisive !== undefined && verdicts.includes(decisive)) return decisive
  return verdicts.includes('open') ? 'open' : (other ?? 'open')
}

function decideMany(claim: Fact<'all' | 'any'>): Part {
  const judges = claim.claims.map((part) => createJudge(part))
  const ask = (question: (judge: Judge) => Verdict) => join(claim.fact, judges.map(question))
  return {
    see: (observation) => ask((judge) => judge.see(observation)),
    tick: (at) => ask((judge) => judge.tick(at)),
    due: () => {
      const dues = judges.flatMap((judge) => judge.due ?? [])
      return dues.length === 0 ? undefined : Math.min(...dues)
    },
    end: () => ask((judge) => judge.end()),
  }
}

const opposite: Readonly<Record<Verdict, Verdict>> = {
  held: 'broken',
  broken: 'held',
  open: 'open',
}

function decideNot(claim: Fact<'not'>): Part {
  const judge = createJudge(claim.claim)
  return {
    see: (observation) => opposite[judge.see(observation)],
    tick: (at) => opposite[judge.tick(at)],
    due: () => judge.due,
    end: () => opposite[judge.end()],
  }
}

function decide(claim: Claim): Part {
  switch (claim.fact) {
    case 'output':
      return decideOutput(claim)
    case 'thread':
      return decideThread(claim)
    case 'heartbeat':
      return decideHeartbeat(claim)
    case 'ends':
      return decideEnds(claim)
    case 'running':
      return decideRunning()
    case 'all':
    case 'any':
      return decideMany(claim)
    case 'not':
      return decideNot(claim)
    default:
      return unreachable(claim)
  }
}

/** A judge of `claim`. Held and broken are final. A claim without `of` is about any program it is shown. */
export function createJudge(claim: Claim): Judge {
  const part = decide(claim)
  const only = 'of' in claim ? claim.of : undefined
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
      update(() =>
        only === undefined || only === observation.program ? part.see(observation) : 'open',
      ),
    tick: (at) => update(() => part.tick?.(at) ?? 'open'),
    end: () => update(() => part.end()),
  }
}
