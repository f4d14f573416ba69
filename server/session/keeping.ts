/** How much progress the learners of one network have kept: who makes learners by the thousand must not fill the store. */
import type { ProgressEntry } from '../protocol/index.ts'
import type { Time } from './time.ts'

/** Characters that were not there before, of one network in a day: a class of 60 keeps half of it. */
export const KEPT_CHARS = 40_000_000
/** And while the store is nearly full: of many networks that fill it together none takes the rest from all others. */
export const KEPT_SCARCE = 1_000_000
/** What an entry costs beside its characters. */
const ENTRY = 100
const DAY_MS = 24 * 3600_000

/** What one session has sent to be kept, by the sizes of its entries. */
export class Sent {
  readonly #sizes = new Map<string, number>()

  /** Characters by which `entries` are more than what was sent before under their keys. */
  grown(entries: readonly ProgressEntry[]): number {
    let grown = 0
    for (const { key, value } of entries) {
      const size = key.length + (value?.length ?? 0)
      const before = this.#sizes.get(key) ?? -ENTRY
      if (size <= before) continue
      grown += size - before
      this.#sizes.set(key, size)
    }
    return grown
  }
}

/** By network; with the day everybody begins anew. */
export class Keeping {
  readonly #time: Time
  readonly #kept = new Map<string, number>()
  #began: number

  constructor(time: Time) {
    this.#time = time
    this.#began = time.now()
  }

  /** Counts `chars` more; false when there were too many before. `scarce`: the store is nearly full. */
  take(place: string, chars: number, scarce = false): boolean {
    const now = this.#time.now()
    if (now - this.#began >= DAY_MS) {
      this.#began = now
      this.#kept.clear()
    }
    const kept = this.#kept.get(place) ?? 0
    if (kept >= (scarce ? KEPT_SCARCE : KEPT_CHARS)) return chars === 0
    this.#kept.set(place, kept + chars)
    return true
  }
}
