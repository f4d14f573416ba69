/** A clock that a test turns by hand: timers fire in their order, nothing waits for the wall. */
import type { Time } from '../session/index.ts'

interface Timer {
  readonly due: number
  readonly action: () => void
}

export class TurnedTime implements Time {
  #now = 1_000_000
  #timers: Timer[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, action: () => void): () => void {
    const timer = { due: this.#now + ms, action }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Lets `ms` pass: what is due fires, and promises that wait on it settle. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.due)
      next.action()
      await settle()
    }
    this.#now = end
  }

  get waiting(): number {
    return this.#timers.length
  }

  #next(end: number): Timer | undefined {
    const due = this.#timers.filter((timer) => timer.due <= end)
    return due.sort((a, b) => a.due - b.due)[0]
  }
}

/** Lets every promise that can settle now do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}
