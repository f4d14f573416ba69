/** Start conditions of one "Run all": programs that wait until something has been seen of the others. */
import type { SessionEvent } from '../protocol/index.ts'
import type { Judge, Observation, Verdict } from '../lessons/index.ts'
import { Watch } from './judging.ts'
import type { ProgramRun } from './programRun.ts'
import type { Time } from './time.ts'
import { isOnWire } from './witness.ts'

interface Waiting {
  readonly run: ProgramRun
  /** What it waits for, as a sentence. */
  readonly say: string
  readonly watch: Watch
}

export class Conditions {
  readonly #waiting = new Set<Waiting>()
  readonly #members = new Set<ProgramRun>()
  readonly #time: Time
  readonly #go: (run: ProgramRun) => void

  /** `go` is called once for each run whose condition came true. `time`: the clock of observations. */
  constructor(time: Time, go: (run: ProgramRun) => void) {
    this.#time = time
    this.#go = go
  }

  /** A run of this Run all; with a condition, it is held back until that holds. */
  add(run: ProgramRun, condition?: { judge: Judge; say: string }): void {
    this.#members.add(run)
    if (condition === undefined) return
    const { judge, say } = condition
    const decided = (verdict: Verdict): void => this.#decide(waiting, verdict)
    const watch = new Watch({ judge, time: this.#time, decided })
    const waiting: Waiting = { run, say, watch }
    this.#waiting.add(waiting)
  }

  observe(observation: Observation): void {
    for (const waiting of [...this.#waiting]) waiting.watch.see(observation)
  }

  /** Nobody waits any more. */
  get over(): boolean {
    return this.#waiting.size === 0
  }

  /** What the session tells: of it, what members did on the wire, visits of them, and what was done by hand. */
  hear(event: SessionEvent): void {
    if (!isOnWire(event) && event.type !== 'visit') return
    const { run } = event
    if (run === undefined || [...this.#members].some(({ id }) => id === run)) this.observe(event)
  }

  /** To be called when a member ended: when nobody is left to be seen, nobody is waited for. */
  ended(run: ProgramRun): void {
    this.#members.delete(run)
    for (const waiting of [...this.#waiting]) if (waiting.run === run) this.#forget(waiting)
    const waits = new Set([...this.#waiting].map((waiting) => waiting.run))
    if ([...this.#members].some((member) => member.live && !waits.has(member))) return
    for (const waiting of [...this.#waiting])
      if (this.#waiting.has(waiting)) this.#decide(waiting, waiting.watch.end())
  }

  #forget(waiting: Waiting): void {
    waiting.watch.dispose()
    this.#waiting.delete(waiting)
  }

  #decide(waiting: Waiting, verdict: Verdict): void {
    this.#forget(waiting)
    const { run, say } = waiting
    if (!run.queued) return
    if (verdict === 'held') this.#go(run)
    else run.kill({ type: 'refused', say: `What it waited for did not happen. ${say}` })
  }
}
