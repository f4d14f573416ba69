/** "Run it ten times": one run after the other, counting those in which a claim held. */
import type { EndReason, ProgramRef, SessionEvent } from '../protocol/index.ts'
import type { Judge, Observation } from '../lessons/index.ts'
import { Watch } from './judging.ts'
import type { Time } from './time.ts'
import { isOnWire } from './witness.ts'

export interface RepeatPlan {
  readonly of: ProgramRef
  readonly times: number
  readonly judge: () => Judge
  /** Starts one run and gives its number; `observe` hears its facts, `onEnd` its end. */
  readonly start: (observe: (o: Observation) => void, onEnd: (reason: EndReason) => void) => number
  /** The clock of the observations. */
  readonly time: Time
  readonly emit: (event: SessionEvent) => void
  /** Called once, when no further run will start. */
  readonly over: () => void
}

export class Repeat {
  readonly plan: RepeatPlan
  #done = 0
  #held = 0
  #over = false
  #run: number | undefined
  #watch: Watch | undefined

  constructor(plan: RepeatPlan) {
    this.plan = plan
    this.#tell(false)
    this.#next()
  }

  /** No further run starts. The one that runs is the caller's to stop; it does not count. */
  stop(): void {
    if (this.#over) return
    this.#over = true
    this.#tell(true)
    this.plan.over()
  }

  /** Everything that happens in the session: what its run does on the wire is told by nobody else. */
  hear(event: SessionEvent): void {
    if (isOnWire(event) && event.run === this.#run) this.#watch?.see(event)
  }

  #next(): void {
    const judge = this.plan.judge()
    const watch = new Watch({ judge, time: this.plan.time })
    this.#watch = watch
    const observe = (observation: Observation): void => watch.see(observation)
    this.#run = this.plan.start(observe, (reason) => {
      const verdict = watch.end()
      if (this.#over) return
      // Cut short by a limit, a lost lab or the learner: that run says nothing of the program.
      if (reason.type !== 'exit' && reason.type !== 'signal') return this.stop()
      this.#done += 1
      if (verdict === 'held') this.#held += 1
      this.#tell(false)
      if (this.#done < this.plan.times) return this.#next()
      this.#over = true
      this.plan.over()
    })
  }

  #tell(stopped: boolean): void {
    const { of, times, emit } = this.plan
    emit({ type: 'tally', of, done: this.#done, times, held: this.#held, stopped })
  }
}
