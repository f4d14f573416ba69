/** Who waits for a lab, in order, and how long it is likely to take. Pure: times come in. */

/** Labs given back that are remembered, and how many it takes to dare a guess. */
const REMEMBERED = 20
const ENOUGH = 3

export class Queue<T> {
  #waiting: T[] = []
  #givenBack: number[] = []

  get length(): number {
    return this.#waiting.length
  }

  get all(): readonly T[] {
    return this.#waiting
  }

  join(who: T): void {
    this.#waiting.push(who)
  }

  leave(who: T): void {
    this.#waiting = this.#waiting.filter((other) => other !== who)
  }

  next(): T | undefined {
    return this.#waiting.shift()
  }

  /** A lab in use was given back at `nowMs`. */
  released(nowMs: number): void {
    this.#givenBack.push(nowMs)
    if (this.#givenBack.length > REMEMBERED) this.#givenBack.shift()
  }

  /**
   * Expected wait in ms for `place` (from 1): that many times the mean time between labs given back,
   * the one that we wait for included. Undefined while too few were given back to tell.
   */
  expectedWaitMs(place: number, nowMs: number): number | undefined {
    const [first] = this.#givenBack
    if (first === undefined || this.#givenBack.length < ENOUGH) return undefined
    return (place * (nowMs - first)) / this.#givenBack.length
  }
}
