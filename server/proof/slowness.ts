/**
 * How many times slower than lessons leave room for programs of labs run just now: measured in a lab, beside those that are played.
 *
 * Measured outside it says little: what else there is on a machine is weighed against labs otherwise than against us. With
 * four busy loops in the server's own group an idle lab's program took 7 times as long as alone, one of five busy labs 60
 * times, and a program outside 3 times.
 */
import type { Pool } from '../lab/index.ts'
import { REST_MS, startMetronome } from './metronome.ts'
import type { Hearer } from './metronome.ts'

/** The metronome's work takes 20 to 25 ms on an idle machine; lessons' time limits leave room for one six times slower. */
const USUAL_MS = 150
const RECENT = 5

/** With what limits are multiplied: from 1 on, in halves, since so small a change is no reason to wait longer. */
export function limitsFor(slow: number): number {
  return Math.max(1, Math.ceil(2 * slow) / 2)
}

interface Sample {
  readonly at: number
  readonly ms: number
}

/** What was measured. Times on the clock of `performance.now()`, or of another. */
export class Samples implements Hearer {
  readonly #now: () => number
  readonly #samples: Sample[] = []
  readonly #waiting = new Set<() => void>()
  /** When the next work was to begin; undefined when nothing will be measured any more. */
  #due: number | undefined

  constructor(now = (): number => performance.now()) {
    this.#now = now
    this.#due = now()
  }

  begun(): void {
    this.#due = this.#now()
  }

  counted(ms: number): void {
    const at = this.#now()
    this.#samples.push({ at, ms })
    this.#due = at + REST_MS
    this.#tell()
  }

  ended(): void {
    this.#due = undefined
    this.#tell()
  }

  /** Of the last few seconds: what begins now has to reckon with it. From 1 on. */
  get recent(): number {
    return this.#average(this.#samples.slice(-RECENT))
  }

  /** On the average since `at`: one late work says nothing. From 1 on, and 1 when nothing was measured. */
  since(at: number): number {
    return this.#average(this.#from(at))
  }

  /** At its slowest since `at`. */
  worst(at: number): number {
    return Math.max(1, ...[...this.#from(at), ...this.#open()].map(({ ms }) => ms / USUAL_MS))
  }

  /** A work that began after `at` was measured, or nothing can be. */
  isKnown(at: number): boolean {
    return this.#due === undefined || this.#samples.some((one) => one.at - one.ms > at)
  }

  /** Resolves with the next news, and after 250 ms at the latest. */
  news(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, 250)
      this.#waiting.add(done)
    })
  }

  #tell(): void {
    for (const done of this.#waiting) done()
  }

  #from(at: number): Sample[] {
    return this.#samples.filter((one) => one.at >= at)
  }

  /** The work that is being done: it has taken so long already. */
  #open(): Sample[] {
    const at = this.#now()
    return this.#due === undefined ? [] : [{ at, ms: Math.max(0, at - this.#due) }]
  }

  #average(samples: readonly Sample[]): number {
    const sum = samples.reduce((total, { ms }) => total + ms, 0)
    const all = sum / Math.max(1, samples.length)
    return Math.max(1, all / USUAL_MS, ...this.#open().map(({ ms }) => ms / USUAL_MS))
  }
}

interface Shared {
  readonly samples: Samples
  readonly end: () => void
  users: number
}

const measured = new WeakMap<Pool, Shared>()

/** Measures from now on; whoever plays in the same pool meanwhile shares it. `end` must follow. */
export function measureSlowness(pool: Pool): { samples: Samples; end: () => void } {
  let shared = measured.get(pool)
  if (shared === undefined) {
    const samples = new Samples()
    shared = { samples, end: startMetronome(pool, samples), users: 0 }
    measured.set(pool, shared)
  }
  const { samples } = shared
  const one = shared
  one.users += 1
  return {
    samples,
    end: () => {
      one.users -= 1
      if (one.users > 0) return
      measured.delete(pool)
      one.end()
    },
  }
}
