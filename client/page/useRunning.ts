/** The programs of a step: what runs, what holds up its page, and how to run and stop them. */
import { useFacts, isLive, keyOf, openVisits, useSession } from '../session/index.ts'
import type { Files, Run, SessionState } from '../session/index.ts'
import type { ProgramRef, StepView } from '../../server/protocol/index.ts'

export interface Running {
  /** Something of the step runs, or is about to. */
  live: boolean
  /** Programs that start with Run. */
  runnable: number
  /** The program that waits while its own page is not answered. */
  blocking: string | undefined
  /** Programs by the names that are shown. */
  named: readonly { of: ProgramRef; label: string }[]
  programOf: (file: string) => ProgramRef | undefined
  /** The program whose state a file's tab shows: its own, or that of an app it is part of. */
  shownOn: (file: string) => ProgramRef | undefined
  /** One program, or all that start with Run. */
  run: (program?: string) => void
  stop: () => void
}

export function useRunning(lesson: string, step: StepView, files: Readonly<Files>): Running {
  const session = useSession()
  const ref = (program: string): ProgramRef => ({ lesson, step: step.id, program })
  const latest = ({ facts }: SessionState, program: string): Run | undefined =>
    facts.runs[facts.runsOf[keyOf(ref(program))]?.at(-1) ?? 0]
  const live = useFacts((state) =>
    step.programs.some(({ id }) => keyOf(ref(id)) in state.pressed || isLive(latest(state, id))),
  )
  const blocking = useFacts((state) => step.programs.find(({ id }) => holds(latest(state, id)))?.id)
  const all = step.programs.filter((program) => program.start === 'run').map(({ id }) => id)
  const programOf = (file: string) => {
    const program = step.programs.find((one) => one.file === file)
    return program === undefined ? undefined : ref(program.id)
  }
  return {
    live,
    runnable: all.length,
    blocking,
    named: step.programs.map(({ id, label }) => ({ of: ref(id), label })),
    programOf,
    shownOn: (file) => {
      const app = step.programs.find((one) => one.file === undefined)
      const part = step.files.find((one) => programOf(one.name) === undefined)
      if (app !== undefined && part?.name === file) return ref(app.id)
      return programOf(file)
    },
    run: (program) => {
      const place = { lesson, step: step.id, files: { ...files } }
      void session.run(place, program === undefined ? all : [program], program === undefined)
    },
    stop: () => void session.stopAll({ lesson, step: step.id }),
  }
}

/** It waits, and its own page has not answered its last beat, or a visit. */
function holds(run: Run | undefined): boolean {
  if (run === undefined || run.state.type !== 'waiting') return false
  if (run.beats.at(-1)?.type === 'timeout') return true
  // One that has just come in is not held up: an idle app is waiting for it.
  return run.state.for !== 'visit' && openVisits(run.visits).length > 0
}
