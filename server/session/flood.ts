/** Tells when a run prints so much that other learners would feel it. Pure over its input. */

/** Bytes of one run in all, and bytes per second held for `WINDOW_MS`. */
export const FLOOD_TOTAL = 1_000_000_000
export const FLOOD_RATE = 64_000_000
const WINDOW_MS = 5_000

export class FloodMeter {
  #total = 0
  #windowStart = Number.NaN
  #windowBytes = 0

  /** Counts `bytes` read at `at` (ms); the value of the limit that is met, in words, or undefined. */
  take(at: number, bytes: number): string | undefined {
    this.#total += bytes
    if (this.#total > FLOOD_TOTAL) return `${FLOOD_TOTAL / 1e6} MB of output`
    if (Number.isNaN(this.#windowStart)) this.#windowStart = at
    this.#windowBytes += bytes
    if (at - this.#windowStart < WINDOW_MS) return undefined
    const rate = (this.#windowBytes / (at - this.#windowStart)) * 1000
    this.#windowStart = at
    this.#windowBytes = 0
    return rate > FLOOD_RATE ? `${FLOOD_RATE / 1e6} MB of output per second` : undefined
  }
}
