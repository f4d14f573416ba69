/**
 * How long labs are held, from those given back lately, and so when the next ones come free. Pure: times come in.
 *
 * Counted in lab-time, not by the clock: what was given back while few had a lab tells of a full house as well.
 */

/** Labs given back that are remembered, and how many it takes to dare a guess. */
const REMEMBERED = 20
const ENOUGH = 3

export class Pace {
  #inUse = 0
  #at = 0
  /** ms in which labs were in use, all of them together, until `#at`. */
  #held = 0
  /** Of that, how much there was at each of the last returns. */
  #returns: number[] = []

  taken(nowMs: number): void {
    this.#held = this.#heldUntil(nowMs)
    this.#at = nowMs
    this.#inUse += 1
  }

  returned(nowMs: number): void {
    this.#held = this.#heldUntil(nowMs)
    this.#at = nowMs
    this.#inUse -= 1
    this.#returns.push(this.#held)
    if (this.#returns.length > REMEMBERED) this.#returns.shift()
  }

  /**
   * Expected ms until `count` more labs are given back: the mean time that a lab was held between two returns, the
   * one that we wait for included, shared by all labs in use. Undefined while too few were given back to tell.
   */
  untilMs(count: number, nowMs: number): number | undefined {
    const [first] = this.#returns
    if (first === undefined || this.#returns.length < ENOUGH || this.#inUse === 0) return undefined
    const each = (this.#heldUntil(nowMs) - first) / this.#returns.length
    return (count * each) / this.#inUse
  }

  #heldUntil(nowMs: number): number {
    return this.#held + this.#inUse * (nowMs - this.#at)
  }
}
