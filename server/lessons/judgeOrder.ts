/** Judges claims in their order in time: one after the other, after something, within a time. */
import { timeOf } from './claim.ts'
import type { Claim, Observation, Verdict } from './claim.ts'
import type { Judge } from './judge.ts'
import type { Fact, Part, Start } from './part.ts'
import { Seen } from './seen.ts'

/** How a claim within a claim gets its judge. */
export type Nested = (claim: Claim, start: Start) => Judge

/** The wire tells of a publish when its reply came: what is older than the limit may be told a little later. */
const LATE_MS = 50

/** Judges `claims` one after the other, each on what was seen since the one before it held. */
class Sequence implements Part {
  readonly #claims: readonly Claim[]
  readonly #start: Start
  readonly #nested: Nested
  readonly #seen = new Seen()
  #at = 0
  #judge: Judge | undefined
  #since = -Infinity

  /** `strict`: what came about too early is told of. */
  readonly #strict: boolean

  constructor(
    { claims, strict }: { claims: readonly Claim[]; strict: boolean },
    start: Start,
    nested: Nested,
  ) {
    this.#claims = claims
    this.#strict = strict
    this.#start = start
    this.#nested = nested
    this.#judge = this.#next(start)
  }

  see(observation: Observation): Verdict {
    this.#seen.add(observation)
    if (timeOf(observation) < this.#since) return 'open'
    return this.#heard(this.#judge?.see(observation), observation, timeOf(observation))
  }

  tick(at: number): Verdict {
    return this.#heard(this.#judge?.tick(at), undefined, at)
  }

  due(): number | undefined {
    return this.#judge?.due
  }

  end(): Verdict {
    while (this.#judge) {
      const verdict = this.#judge.end()
      if (verdict !== 'held') return 'broken'
      this.#at += 1
      this.#judge = this.#next(this.#start)
    }
    return 'held'
  }

  told(): string {
    if (!this.#judge) return 'seen in this order'
    return this.#early() ?? this.#judge.told()
  }

  /** What is waited for did come about, but before it was to. */
  #early(): string | undefined {
    const early = this.#at === 0 || !this.#strict ? undefined : this.#next(this.#start)
    for (const observation of this.#seen.from(-Infinity, undefined))
      if (early?.see(observation) === 'held') return `${early.told()}, too early`
    return undefined
  }

  #next(start: Start): Judge | undefined {
    const claim = this.#claims[this.#at]
    return claim === undefined ? undefined : this.#nested(claim, start)
  }

  #heard(verdict: Verdict = 'open', by: Observation | undefined, at: number): Verdict {
    if (verdict !== 'held') return verdict
    this.#at += 1
    this.#since = at
    const { at: told } = this.#start
    this.#judge = this.#next({ at: told, from: at })
    if (!this.#judge) return 'held'
    // Some of what came after was told before: deliveries often are, before their publish.
    for (const observation of this.#seen.from(at, by)) {
      const next = this.#judge.see(observation)
      if (next !== 'open') return this.#heard(next, observation, timeOf(observation))
    }
    return 'open'
  }
}

export function decideOrder(claim: Fact<'order'>, start: Start, nested: Nested): Part {
  return new Sequence({ claims: claim.claims, strict: true }, start, nested)
}

export function decideAfter(claim: Fact<'after'>, start: Start, nested: Nested): Part {
  return new Sequence({ claims: [claim.after, claim.claim], strict: false }, start, nested)
}

/** What has not been decided when the time is over is decided by what was seen until then. */
export function decideWithin(claim: Fact<'within'>, start: Start, nested: Nested): Part {
  const judge = nested(claim.claim, start)
  const limit = (): number => start.from + claim.ms
  return {
    see(observation) {
      if (timeOf(observation) > limit()) return 'open'
      return judge.see(observation)
    },
    tick: (at) => (at >= limit() + LATE_MS ? judge.end() : judge.tick(at)),
    due() {
      const over = limit() + LATE_MS
      if (Number.isNaN(over)) return undefined
      return Math.min(judge.due ?? Infinity, over)
    },
    end: () => judge.end(),
    told: () => judge.told(),
  }
}
