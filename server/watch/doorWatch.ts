/** Limits met at the door: each counted, and told at most once a minute, so that a flood does not flood the log. */
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

const TOLD_EVERY_MS = 60_000

export class DoorWatch {
  readonly #metrics: Metrics
  readonly #log: Omit<Log, 'line'>
  readonly #told = new Map<string, number>()
  readonly #now: () => number

  /** `now`: ms of any clock that only goes on. */
  constructor(metrics: Metrics, log: Omit<Log, 'line'>, now = () => performance.now()) {
    this.#metrics = metrics
    this.#log = log
    this.#now = now
  }

  limitHit(name: string): void {
    this.#metrics.limitHit(name)
    const told = this.#told.get(name)
    const now = this.#now()
    if (told !== undefined && now - told < TOLD_EVERY_MS) return
    this.#told.set(name, now)
    this.#log.audit('a limit at the door was met', { limit: name })
  }
}
