/** What the logs of all sessions may hold together: when it is full, the longest give way. */
import { getHeapStatistics } from 'node:v8'

/** At two bytes each, a quarter of what this process may have. */
const MOST = Math.floor(getHeapStatistics().heap_size_limit / 8)
/** So much is held after room was made, that it is made rarely. */
const KEEP_SHARE = 0.9

/** What takes room; `halve` lets go of the oldest half, as far as it may. */
export interface Lodger {
  readonly size: number
  halve(): void
}

export class Room {
  readonly #most: number
  readonly #lodgers = new Set<Lodger>()
  #held = 0

  /** `most`: characters. */
  constructor(most = MOST) {
    this.#most = most
  }

  /** Characters held. */
  get held(): number {
    return this.#held
  }

  enter(lodger: Lodger): void {
    this.#lodgers.add(lodger)
    this.#held += lodger.size
  }

  leave(lodger: Lodger): void {
    if (this.#lodgers.delete(lodger)) this.#held -= lodger.size
  }

  /** One that has entered holds so many more, or fewer. */
  changed(lodger: Lodger, by: number): void {
    if (!this.#lodgers.has(lodger)) return
    this.#held += by
    if (by > 0 && this.#held > this.#most) this.#make()
  }

  #make(): void {
    for (const lodger of [...this.#lodgers].toSorted((a, b) => b.size - a.size)) {
      if (this.#held <= this.#most * KEEP_SHARE) return
      lodger.halve()
    }
  }
}
