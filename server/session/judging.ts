/** Watches a judge of a claim while a program runs, and asks it again when only time has passed. */
import type { Claim, Judge, Observation, Verdict } from '../lessons/index.ts'
import type { Time } from './time.ts'

export type MakeJudge = (claim: Claim) => Judge

export interface WatchOrder {
  readonly judge: Judge
  /** The clock of the observations. */
  readonly time: Time
  /** Called once, when the claim holds or can hold no more. */
  readonly decided?: (verdict: Verdict) => void
}

export class Watch {
  readonly #order: WatchOrder
  #cancel: (() => void) | undefined
  #over = false

  constructor(order: WatchOrder) {
    this.#order = order
  }

  see(observation: Observation): void {
    if (!this.#over) this.#heard(this.#order.judge.see(observation))
  }

  /** Nothing more will be seen: what holds then. */
  end(): Verdict {
    const verdict = this.#order.judge.end()
    this.dispose()
    return verdict
  }

  dispose(): void {
    this.#over = true
    this.#cancel?.()
  }

  #heard(verdict: Verdict): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (verdict !== 'open') {
      this.#over = true
      this.#order.decided?.(verdict)
      return
    }
    const { judge, time } = this.#order
    if (judge.due === undefined) return
    this.#cancel = time.after(Math.max(0, judge.due - time.now()), () =>
      this.#heard(judge.tick(time.now())),
    )
  }
}
