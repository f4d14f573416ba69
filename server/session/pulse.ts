/** Calls an action at once after a quiet spell, and at most once per interval while touched often. */
import type { Time } from './time.ts'

export class Pulse {
  readonly #time: Time
  readonly #everyMs: number
  readonly #action: () => void
  #last = Number.NEGATIVE_INFINITY
  #planned = false
  #cancel: (() => void) | undefined
  #over = false

  constructor(time: Time, everyMs: number, action: () => void) {
    this.#time = time
    this.#everyMs = everyMs
    this.#action = action
  }

  /** Something is there to be done; what else is touched in the same turn joins it. */
  touch(): void {
    if (this.#planned || this.#over) return
    this.#planned = true
    const wait = this.#last + this.#everyMs - this.#time.now()
    if (wait <= 0) queueMicrotask(() => this.#fire())
    else this.#cancel = this.#time.after(wait, () => this.#fire())
  }

  #fire(): void {
    if (this.#over) return
    this.#planned = false
    this.#last = this.#time.now()
    this.#action()
  }

  dispose(): void {
    this.#over = true
    this.#cancel?.()
  }
}
