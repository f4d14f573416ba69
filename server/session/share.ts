/** Keeps one lab's flood of traffic from taking the server's time from all others: the lab waits instead. */
import type { Time } from './time.ts'

const WINDOW_MS = 100
/** An unpipelined flood stays below it on a quiet machine; a pipelined one would take all. */
const SHARE_MS = 60

export class Share {
  readonly #time: Time
  readonly #lab: { pause(): void; resume(): void }
  #began = Number.NEGATIVE_INFINITY
  #spent = 0
  #resume: (() => void) | undefined

  constructor(time: Time, lab: { pause(): void; resume(): void }) {
    this.#time = time
    this.#lab = lab
  }

  /** The server has worked `ms` for this lab just now. */
  spend(ms: number): void {
    const now = this.#time.now()
    if (now - this.#began >= WINDOW_MS) {
      this.#began = now
      this.#spent = 0
    }
    this.#spent += ms
    if (this.#spent < SHARE_MS || this.#resume !== undefined) return
    this.#lab.pause()
    this.#resume = this.#time.after(this.#began + WINDOW_MS - now, () => {
      this.#resume = undefined
      this.#lab.resume()
    })
  }

  /** The lab is gone, or another's. */
  dispose(): void {
    this.#resume?.()
  }
}
