/** Keeps one lab's flood of traffic, or one place's of messages, from taking the server's time: it waits instead. */
import type { Time } from './time.ts'

const WINDOW_MS = 100
/** An unpipelined flood stays below it on a quiet machine; a pipelined one would take all. */
const SHARE_MS = 60

export class Share {
  readonly #time: Time
  readonly #who: { pause(): void; resume(): void }
  readonly #shareMs: number
  #began = Number.NEGATIVE_INFINITY
  #spent = 0
  #resume: (() => void) | undefined

  /** `shareMs`: of each 100. */
  constructor(time: Time, who: { pause(): void; resume(): void }, shareMs = SHARE_MS) {
    this.#time = time
    this.#who = who
    this.#shareMs = shareMs
  }

  /** The server has worked `ms` for it just now. */
  spend(ms: number): void {
    const now = this.#time.now()
    if (now - this.#began >= WINDOW_MS) {
      this.#began = now
      this.#spent = 0
    }
    this.#spent += ms
    if (this.#spent < this.#shareMs || this.#resume !== undefined) return
    this.#who.pause()
    this.#resume = this.#time.after(this.#began + WINDOW_MS - now, () => {
      this.#resume = undefined
      this.#who.resume()
    })
  }

  /** It is gone, or another's. */
  dispose(): void {
    this.#resume?.()
  }
}
