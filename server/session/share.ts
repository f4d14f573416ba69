/** Shares the server's time among labs, or among places that send messages: who takes more than a part waits. */
import type { Time } from './time.ts'

const WINDOW_MS = 100
/** Below this nobody waits, however many there are: it is one piece of work and some. */
const LEAST_MS = 10
/** Of a part in each window that left room. */
const GROWTH = 1.25
/** What one may take at least, however many there are. */
const SMALLEST = 0.1

/** Of each 100 ms. */
export interface Parts {
  /** What one may take while nobody else takes much. */
  readonly each: number
  /** What all may take together, in equal parts for those who want more than theirs. */
  readonly all: number
}

/** For what labs say: an unpipelined flood stays below it on a quiet machine. A page's messages find the rest free. */
export const LAB_TIME: Parts = { each: 60, all: 60 }

/** Who can be made to wait. */
export interface Waiter {
  pause(): void
  resume(): void
}

export class Shares {
  readonly #time: Time
  readonly #parts: Parts
  #part: number
  /** Of this window, by all. */
  #spent = 0
  /** By all, beyond what they may take, until now. */
  #excess = 0
  #began: number

  constructor(time: Time, parts: Parts) {
    this.#time = time
    this.#parts = parts
    this.#part = parts.each
    this.#began = time.now()
  }

  open(who: Waiter): Share {
    return new Share(this.#time, who, this)
  }

  /** What one may take of each 100 ms now: less as long as all take too much together, and then more again. */
  get part(): number {
    const windows = Math.floor((this.#time.now() - this.#began) / WINDOW_MS)
    if (windows < 1) return this.#part
    const { each, all } = this.#parts
    const taken = this.#spent / windows
    this.#excess = Math.max(0, this.#excess + this.#spent - windows * all)
    // One alone takes its part in bursts: that is not too much yet.
    if (taken > all && this.#excess > all)
      this.#part = Math.max(SMALLEST, (this.#part * all) / taken)
    else if (taken < all && this.#excess < all)
      this.#part = Math.min(each, this.#part * GROWTH ** windows)
    this.#began += windows * WINDOW_MS
    this.#spent = 0
    return this.#part
  }

  /** Told by each of its own. */
  spent(ms: number): void {
    this.#spent += ms
  }
}

/** What one has taken beyond its part is a debt, paid by waiting. */
export class Share {
  readonly #time: Time
  readonly #who: Waiter
  readonly #shares: Shares
  #debt = 0
  #at: number
  /** Paying: looked at again later. */
  #look: (() => void) | undefined
  #waits = false

  constructor(time: Time, who: Waiter, shares: Shares) {
    this.#time = time
    this.#who = who
    this.#shares = shares
    this.#at = time.now()
  }

  /** The server has worked `ms` for it just now. */
  spend(ms: number): void {
    this.#pay()
    this.#debt += ms
    this.#shares.spent(ms)
    if (!this.#waits && this.#debt >= Math.max(LEAST_MS, this.#shares.part)) {
      this.#waits = true
      this.#who.pause()
      this.#lookLater()
    }
  }

  /** It is gone, or another's. */
  dispose(): void {
    this.#look?.()
  }

  #pay(): void {
    const now = this.#time.now()
    this.#debt = Math.max(0, this.#debt - ((now - this.#at) / WINDOW_MS) * this.#shares.part)
    this.#at = now
  }

  /** Others come and go meanwhile: its part is not the same all the time. */
  #lookLater(): void {
    const due = (this.#debt / this.#shares.part) * WINDOW_MS
    this.#look = this.#time.after(Math.min(WINDOW_MS, Math.max(1, due)), () => {
      this.#look = undefined
      this.#pay()
      if (this.#debt > 0.01) return this.#lookLater()
      this.#waits = false
      this.#who.resume()
    })
  }
}
