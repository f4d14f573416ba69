/** The steps that a learner tries in this session: attempts at exercises, predictions, and what is told of them. */
import type { ChecksEvent, OutcomeEvent, SessionEvent } from '../protocol/index.ts'
import type { Hint, Step } from '../lessons/index.ts'
import { Attempt } from './attempt.ts'
import type { MakeJudge } from './judging.ts'
import type { Time } from './time.ts'

export interface TrialsWorld {
  readonly judge: MakeJudge
  /** The session's clock. */
  readonly time: Time
  emit(event: ChecksEvent | OutcomeEvent): void
  /** Text of a line of a file of a run, as it was at its start. */
  line(run: number, file: string, line: number): string | undefined
}

/** A step of a lesson, as a learner tries it. */
export interface Place {
  readonly lesson: string
  readonly step: Step
}

interface Trial {
  /** As it was when the present attempt began. */
  place: Place
  attempts: number
  /** How many of them were judged not to solve it. */
  failures: number
  attempt: Attempt | undefined
  /** Those that fitted when it was told of last: to find them all that was seen is judged anew. */
  hints: readonly Hint[]
  /** What was chosen; `none` for "just show me". */
  choice: { readonly key: string | undefined } | undefined
}

export class Trials {
  readonly #world: TrialsWorld
  readonly #trials = new Map<string, Trial>()
  /** Whose runs are being started right now. */
  #joining: Attempt | undefined

  constructor(world: TrialsWorld) {
    this.#world = world
  }

  /**
   * Runs that `start` makes belong to an attempt at the step: to another one when all of the step is started, or
   * nothing of the last one runs any more. `alone`: the program that is started, when not all are.
   */
  during(place: Place, alone: string | undefined, start: () => void): void {
    const { exercise, predict } = place.step
    if (exercise === undefined && predict === undefined) return start()
    const trial = this.#trial(place)
    if (alone === undefined || trial.attempt?.live !== true || place.step.programs.length === 1) {
      // Its author may have changed it since.
      trial.place = place
      this.#begin(trial)
    }
    this.#joining = trial.attempt
    try {
      start()
    } finally {
      this.#joining = undefined
    }
  }

  /** Everything that happens in the session. */
  hear(event: SessionEvent): void {
    if (event.type === 'run') {
      const { run, of } = event
      const line = (file: string, at: number) => this.#world.line(run, file, at)
      this.#joining?.join(run, { program: of.program, line })
      return
    }
    for (const { attempt } of this.#trials.values()) attempt?.hear(event)
  }

  /** The learner's prediction, judged at once when a run has already shown what happens. */
  predict(place: Place, key: string | undefined): boolean {
    const { predict } = place.step
    if (!predict) return false
    if (key !== undefined && !predict.options.some((option) => option.key === key)) return false
    const trial = this.#trial(place)
    trial.choice = { key }
    if (trial.attempt?.judged === true) this.#outcome(trial)
    return true
  }

  /** The hints that fit the attempt judged last, in their order. */
  hints(place: Place): readonly Hint[] {
    return this.#trial(place).hints
  }

  dispose(): void {
    for (const { attempt } of this.#trials.values()) attempt?.dispose()
    this.#trials.clear()
  }

  #trial(place: Place): Trial {
    const key = `${place.lesson}/${place.step.id}`
    const found = this.#trials.get(key)
    if (found) return found
    const trial: Trial = {
      place,
      attempts: 0,
      failures: 0,
      attempt: undefined,
      hints: [],
      choice: undefined,
    }
    this.#trials.set(key, trial)
    return trial
  }

  #begin(trial: Trial): void {
    trial.attempt?.dispose()
    trial.attempts += 1
    let failed = false
    const attempt = new Attempt(trial.place.step, {
      judge: this.#world.judge,
      time: this.#world.time,
      changed: () => this.#tell(trial),
      judged: () => {
        // However often it is judged, it is one attempt.
        if (!failed && !attempt.solved) trial.failures += 1
        failed ||= !attempt.solved
        this.#tell(trial)
        if (trial.choice) this.#outcome(trial)
      },
    })
    trial.attempt = attempt
    this.#tell(trial)
  }

  #tell(trial: Trial): void {
    const { place, attempt, attempts } = trial
    if (!attempt || place.step.exercise === undefined) return
    const { marks, solved, judged } = attempt
    trial.hints = fitting(trial)
    this.#world.emit({
      type: 'checks',
      lesson: place.lesson,
      step: place.step.id,
      attempt: attempts,
      state: solved ? 'solved' : judged ? 'failed' : 'watching',
      marks: [...marks],
      hints: trial.hints.length,
    })
  }

  /** Tells which option the run showed; once it is known, the next run may be predicted anew. */
  #outcome(trial: Trial): void {
    const { place, attempt, choice } = trial
    const options = place.step.predict?.options ?? []
    if (!attempt || !choice) return
    const shown = options.filter(({ claim }) => attempt.shows(claim))
    const right = shown.length === 1 ? shown[0]?.key : undefined
    // A run that showed none of them, changed as its code may be, leaves the choice open.
    if (right !== undefined) trial.choice = undefined
    this.#world.emit({
      type: 'outcome',
      lesson: place.lesson,
      step: place.step.id,
      ...(choice.key === undefined ? {} : { choice: choice.key }),
      ...(right === undefined ? {} : { right }),
      why: Object.fromEntries(options.map(({ key, why }) => [key, why])),
    })
  }
}

function fitting({ attempt, failures, place }: Trial): readonly Hint[] {
  if (attempt?.judged !== true || attempt.solved) return []
  return (place.step.exercise?.hints ?? []).filter(
    ({ when, tries }) => failures >= tries && (when === undefined || attempt.shows(when)),
  )
}
