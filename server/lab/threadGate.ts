/** How much a lab may say of one run's threads: beyond it a lab that keeps to WIRE.md does not go. Pure over its clock. */

/** Threads at a time; changes at once and per second, with some room above what a supervisor says. */
export const MOST_THREADS = 64
const BURST = 256
const PER_SECOND = 100

export class ThreadGate {
  readonly #living = new Set<number>()
  #left = BURST
  #at = 0

  /** False: not to be told. The end of a thread that was told of always passes, once. `now` in ms. */
  passes({ id, state }: { id: number; state: string }, now: number): boolean {
    if (state === 'ended') return this.#living.delete(id)
    if (!this.#living.has(id) && this.#living.size >= MOST_THREADS) return false
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) / 1_000) * PER_SECOND)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    this.#living.add(id)
    return true
  }
}
