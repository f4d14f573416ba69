/** One try at a step: what its runs showed from the first start on, and what that says of checks and options. */
import type { Mark, SessionEvent } from '../protocol/index.ts'
import type { Check, Claim, Observation, Step, Verdict } from '../lessons/index.ts'
import { Watch, type MakeJudge } from './judging.ts'
import type { Time } from './time.ts'
import { Witness, type WitnessedRun } from './witness.ts'

/** Observations kept for what is judged later, and characters of their lines; a flood's rest is judged live alone. */
const KEPT = 20_000
const KEPT_CHARS = 2_000_000

export interface AttemptWorld {
  readonly judge: MakeJudge
  /** The session's clock. */
  readonly time: Time
  /** A mark may have changed. */
  readonly changed: () => void
  /** It has been judged by what was seen until now; what follows may still change it. */
  readonly judged: () => void
}

interface Watched {
  readonly check: Check
  readonly judge: ReturnType<MakeJudge>
  readonly watch: Watch
}

export class Attempt {
  readonly step: Step
  readonly #world: AttemptWorld
  readonly #witness = new Witness()
  readonly #live = new Set<number>()
  readonly #started = new Set<number>()
  readonly #seen: Observation[] = []
  #chars = 0
  readonly #watched: readonly Watched[]
  #marks: readonly Mark[]
  #cancel: (() => void) | undefined
  #solved = false
  #judged = false

  constructor(step: Step, world: AttemptWorld) {
    this.step = step
    this.#world = world
    this.#watched = (step.exercise?.checks ?? []).map((check) => {
      const judge = world.judge(check.claim)
      const decided = (): void => this.#decided()
      return { check, judge, watch: new Watch({ judge, time: world.time, decided }) }
    })
    this.#marks = this.#watched.map(({ check }) => markOf(check, 'open'))
  }

  /** Some run of it has not ended. */
  get live(): boolean {
    return this.#live.size > 0
  }

  get marks(): readonly Mark[] {
    return this.#marks
  }

  /** All checks have held; stays so whatever comes. */
  get solved(): boolean {
    return this.#solved
  }

  /** It has been judged at least once. */
  get judged(): boolean {
    return this.#judged
  }

  join(run: number, known: WitnessedRun): void {
    this.#live.add(run)
    this.#witness.watch(run, known)
  }

  hear(event: SessionEvent): void {
    for (const observation of this.#witness.see(event)) this.#see(observation)
    if (event.type !== 'state' || !this.#live.has(event.run)) return
    if (event.state.type === 'ended') {
      this.#live.delete(event.run)
      if (this.#live.size === 0) this.#conclude()
    } else if (event.state.type === 'running' && !this.#started.has(event.run)) {
      this.#started.add(event.run)
      this.#lookOn()
    }
  }

  /** Whether `claim` holds of what was seen until now, and nothing more. */
  shows(claim: Claim): boolean {
    return this.#judgeNow(claim).verdict === 'held'
  }

  dispose(): void {
    this.#cancel?.()
    for (const { watch } of this.#watched) watch.dispose()
  }

  #see(observation: Observation): void {
    if (this.#seen.length < KEPT && this.#chars < KEPT_CHARS) this.#seen.push(observation)
    if (observation.type === 'output') this.#chars += observation.line.length
    for (const { watch } of this.#watched) watch.see(observation)
  }

  /** For the step's time; each new start begins it anew. */
  #lookOn(): void {
    this.#cancel?.()
    this.#cancel = this.#world.time.after(this.step.observeMs, () => this.#conclude())
  }

  /** Which marks are decided, told live; all of them: nothing more need be waited for. */
  #decided(): void {
    if (this.#solved) return
    this.#marks = this.#watched.map(({ check, judge }, at) => {
      const { verdict } = judge
      if (verdict === 'open') return this.#marks[at] ?? markOf(check, 'open')
      return markOf(check, verdict, judge.told())
    })
    const open = this.#watched.some(({ judge }) => judge.verdict === 'open')
    if (open && !this.#judged) this.#world.changed()
    else this.#conclude()
  }

  /** Judges what was seen until now as if nothing followed. */
  #conclude(): void {
    if (this.#solved) return
    this.#cancel?.()
    this.#marks = this.#watched.map(({ check, judge }) => {
      if (judge.verdict !== 'open') return markOf(check, judge.verdict, judge.told())
      const { verdict, told } = this.#judgeNow(check.claim)
      return markOf(check, verdict, told)
    })
    this.#solved = this.#marks.length > 0 && this.#marks.every(({ verdict }) => verdict === 'held')
    this.#judged = true
    this.#world.judged()
  }

  #judgeNow(claim: Claim): { verdict: Verdict; told: string } {
    const judge = this.#world.judge(claim)
    for (const observation of this.#seen) judge.see(observation)
    judge.tick(this.#world.time.now())
    const told = judge.told()
    return { verdict: judge.end(), told }
  }
}

function markOf({ id, expected }: Check, verdict: Verdict, seen?: string): Mark {
  return { id, verdict, expected, ...(seen === undefined ? {} : { seen }) }
}
