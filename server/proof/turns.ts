/** When a play may begin: side by side only while that leaves the machine fast enough, and if possible not on one that is too slow. */
import type { Samples } from './slowness.ts'

/** Slower than this is too slow to prove anything by: limits so many times as long let too much pass. */
export const MOST = 4
/** How long a play waits for a machine that is too slow, all plays together. */
const PATIENCE_MS = 120_000

interface Turn {
  readonly alone: boolean
}

export interface TurnsWorld {
  /** Nobody waits any more. */
  readonly isOver?: () => boolean
  /** The clock of the samples. */
  readonly now?: () => number
}

export class Turns {
  readonly #samples: Samples
  readonly #isOver: () => boolean
  readonly #now: () => number
  /** In the order they came. */
  readonly #queue: Turn[] = []
  readonly #playing = new Set<Turn>()
  #begun: number
  #patience = PATIENCE_MS

  constructor(
    samples: Samples,
    { isOver = () => false, now = () => performance.now() }: TurnsWorld = {},
  ) {
    this.#samples = samples
    this.#isOver = isOver
    this.#now = now
    this.#begun = now()
  }

  /** Waits for a turn; the function given back ends it. `alone`: nobody plays beside. */
  async take(alone: boolean): Promise<() => void> {
    const turn = { alone }
    this.#queue.push(turn)
    while (!this.#isOver() && (this.#queue[0] !== turn || !this.#mayBegin(turn))) {
      const began = this.#now()
      await this.#samples.news()
      if (this.#queue[0] === turn && this.#isTooSlow) this.#patience -= this.#now() - began
    }
    this.#queue.splice(this.#queue.indexOf(turn), 1)
    this.#playing.add(turn)
    this.#begun = this.#now()
    return () => this.#playing.delete(turn)
  }

  /** Not by what is played. */
  get #isTooSlow(): boolean {
    return this.#playing.size === 0 && this.#samples.recent > MOST
  }

  #mayBegin({ alone }: Turn): boolean {
    // Who has waited for so long plays all the same: what holds then holds.
    if (this.#playing.size === 0 && this.#patience <= 0) return true
    // What the last one costs the others has to be known.
    if (!this.#samples.isKnown(this.#begun)) return false
    if (this.#playing.size === 0) return !this.#isTooSlow
    if (alone || [...this.#playing].some((other) => other.alone)) return false
    return this.#samples.since(this.#begun) <= 1
  }
}
