/** An exercise: its checks, watched live; hints and a solution on request; the attempts so far. */
import type { Files } from '../session/index.ts'
import type { ChecksEvent, StepView } from '../../server/protocol/index.ts'
import { AttemptList } from './AttemptList.tsx'
import { Checks } from './Checks.tsx'
import { Help } from './Help.tsx'
import { useAttempts } from './useAttempts.ts'
import type { Trying } from './useAttempts.ts'
import style from './Exercise.module.css'

export interface ExerciseProps {
  lesson: string
  step: StepView
  exercise: NonNullable<StepView['exercise']>
  /** What the learner has changed. */
  files: Readonly<Files>
  /** Puts the files of the step as they are in `files`: as the learner's changes, all at once; `say` tells it. */
  onFiles: (files: Readonly<Files>, say: string) => void
}

export function Exercise(props: ExerciseProps) {
  const { lesson, step, exercise, files, onFiles } = props
  const trying = useAttempts(lesson, step.id, files)
  const { now } = trying
  return (
    <section className={style.exercise} aria-label="Exercise">
      <header className={style.head}>
        <h2>{headOf(trying)}</h2>
        <span role="status">{now === undefined ? null : heldInWords(now)}</span>
      </header>
      <Checks checks={exercise.checks} now={now} />
      {now?.state === 'solved' || trying.solved ? (
        <p className={style.solved}>
          {now?.state === 'solved' ? 'Solved: every check holds.' : 'You have solved this before.'}
        </p>
      ) : null}
      <Help {...props} trying={trying} />
      {trying.before.length < (now === undefined ? 1 : 2) ? null : (
        <AttemptList
          checks={exercise.checks}
          attempts={trying.before}
          files={files}
          onTake={(attempt) =>
            onFiles(attempt.files, `The code of attempt ${attempt.number} is back.`)
          }
        />
      )}
    </section>
  )
}

function headOf({ now, before }: Trying): string {
  if (now === undefined) return before.length === 0 ? 'To be seen when you run it' : 'Run it again'
  return now.state === 'watching' ? 'Watched live' : 'What your last run showed'
}

function heldInWords({ marks }: ChecksEvent): string {
  const held = marks.filter(({ verdict }) => verdict === 'held').length
  return `${held} of ${marks.length} hold`
}
