/** The lab's clock, as far as this page can know it, and a tick for texts that show running time. */

export class LabClock {
  /** Page clock minus lab clock, ms. */
  #offset: number | undefined
  readonly #pageNow: () => number

  constructor(pageNow: () => number = () => performance.now()) {
    this.#pageNow = pageNow
  }

  /** The lab's clock showed `clock` a moment ago. */
  set(clock: number): void {
    this.#offset = this.#pageNow() - clock
  }

  /** Something happened at `at`, so the lab's clock is not behind it. */
  notBefore(at: number): void {
    if (this.now() < at) this.set(at)
  }

  /** The wall clock, ms, when the lab's showed `at`. */
  wallOf(at: number): number {
    return Date.now() - (this.now() - at)
  }

  /** ms on the lab's clock; 0 before anything is known. */
  now(): number {
    return this.#offset === undefined ? 0 : this.#pageNow() - this.#offset
  }
}

/** One timer for all that tick; it runs only while someone listens and the page is looked at. */
export class Ticker {
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setInterval> | undefined

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => this.#tick(), 100)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  #tick(): void {
    if (document.hidden) return
    for (const listener of this.#listeners) listener()
  }
}
