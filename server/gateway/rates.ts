/** How often one address or one learner may ask, in windows of time. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RATES, type OnLimit } from './limits.ts'

export type RateName = keyof typeof RATES

export class Rates {
  readonly #limiters: ReadonlyMap<RateName, RateLimiterMemory>
  readonly #onLimit: OnLimit

  constructor(onLimit: OnLimit) {
    this.#onLimit = onLimit
    const names = Object.keys(RATES) as RateName[]
    this.#limiters = new Map(names.map((name) => [name, new RateLimiterMemory(RATES[name])]))
  }

  /** Whether no more may be, without counting one. */
  async spent(name: RateName, key: string): Promise<boolean> {
    const taken = await this.#limiters.get(name)?.get(key)
    return (taken?.consumedPoints ?? 0) >= RATES[name].points
  }

  /** Counts one more, or `points`. Undefined when it may be, else the seconds to wait. */
  async take(name: RateName, key: string, points = 1): Promise<number | undefined> {
    try {
      await this.#limiters.get(name)?.consume(key, points)
      return undefined
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      this.#onLimit(name)
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    }
  }
}
