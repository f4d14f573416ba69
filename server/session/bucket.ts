/** A token bucket: how many messages a page may send. Pure over its clock. */

export class Bucket {
  readonly #burst: number
  readonly #perSecond: number
  #tokens: number
  #at: number

  constructor(given: { burst: number; perSecond: number; now: number }) {
    this.#burst = given.burst
    this.#perSecond = given.perSecond
    this.#tokens = given.burst
    this.#at = given.now
  }

  /** Takes a token; false when there is none. `now` in ms. */
  take(now: number): boolean {
    const grown = this.#tokens + ((now - this.#at) / 1000) * this.#perSecond
    this.#tokens = Math.min(this.#burst, grown)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
