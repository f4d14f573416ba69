/** How long nothing has happened in a session's lab, and when it goes back for that. */
import type { LabKeeper } from './keeper.ts'
import type { Time } from './time.ts'

/** A lab in which nothing runs goes back after this; sooner if nothing ever ran in it. */
export const IDLE_MS = 30 * 60_000
export const UNUSED_MS = 10 * 60_000

export class Idleness {
  readonly #time: Time
  readonly #keeper: LabKeeper
  #cancelIdle: (() => void) | undefined
  #cancelLeave: (() => void) | undefined
  #since: number | undefined

  /** `time` is the session's own. */
  constructor(time: Time, keeper: LabKeeper) {
    this.#time = time
    this.#keeper = keeper
  }

  /** ms since something ran in the lab or was done to it by hand; undefined while something does, or without a lab. */
  get ms(): number | undefined {
    if (this.#since === undefined || this.#keeper.lab === undefined) return undefined
    return this.#time.now() - this.#since
  }

  /** It was told that it goes to who waits. */
  get leaving(): boolean {
    return this.#cancelLeave !== undefined
  }

  /** Something happened: `live` programs run now. `used`: something ever ran in this lab. */
  changed(live: number, used: boolean): void {
    this.stay()
    this.#cancelIdle?.()
    this.#cancelIdle = undefined
    this.#since = live > 0 ? undefined : this.#time.now()
    if (live > 0) return
    this.#cancelIdle = this.#time.after(used ? IDLE_MS : UNUSED_MS, () => this.#keeper.giveBack())
  }

  /** Gives the lab to who waits: after `warningMs` in which the learner may want it, or at once. */
  giveWay(warningMs: number): void {
    if (warningMs === 0) return this.#keeper.giveBack(true)
    this.#keeper.leaveAt(this.#time.now() + warningMs)
    this.#cancelLeave ??= this.#time.after(warningMs, () => {
      this.#cancelLeave = undefined
      this.#keeper.giveBack(true)
    })
  }

  /** Nobody waits for it any more, or it is used. */
  stay(): void {
    this.#cancelLeave?.()
    this.#cancelLeave = undefined
    this.#keeper.leaveAt(undefined)
  }

  dispose(): void {
    this.#cancelIdle?.()
    this.#cancelLeave?.()
  }
}
