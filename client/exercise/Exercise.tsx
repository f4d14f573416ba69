/** An exercise: its checks, watched live; hints and a solution on request; the attempts so far. */
import { useState } from 'react'
import { useSession } from '../session/index.ts'
import type { Files } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import type { ChecksEvent, StepView } from '../../server/protocol/index.ts'
import { Checks } from './Checks.tsx'
import { Hints } from './Hints.tsx'
import { Solution } from './Solution.tsx'
import { useAttempts } from './useAttempts.ts'
import type { Trying } from './useAttempts.ts'
import style from './Exercise.module.css'

export interface ExerciseProps {
  lesson: string
  step: StepView
  exercise: NonNullable<StepView['exercise']>
  /** What the learner has changed. */
  files: Readonly<Files>
  /** Puts the files of the step as they are in `files`: as the learner's changes, all at once. */
  onFiles: (files: Readonly<Files>) => void
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
      {trying.before.length < 2 ? null : (
        <div className={style.attempts}>
          <span>Attempts, with their code</span>
          {trying.before.map((one) => (
            <Button key={one.number} look="bare" onClick={() => onFiles(one.files)}>
              {one.number}: {one.held} of {one.of}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

function headOf({ now, before }: Trying): string {
  if (now === undefined) return before.length === 0 ? 'To be seen when you run it' : 'Run it again'
  return now.state === 'watching'
    ? `Attempt ${now.attempt}, watched live`
    : `Attempt ${now.attempt}`
}

function heldInWords({ marks }: ChecksEvent): string {
  const held = marks.filter(({ verdict }) => verdict === 'held').length
  return `${held} of ${marks.length} hold`
}

function Help({ lesson, step, files, onFiles, trying }: ExerciseProps & { trying: Trying }) {
  const session = useSession()
  const [solution, setSolution] = useState<Readonly<Record<string, string>>>()
  const [mine, setMine] = useState<Readonly<Files>>()
  const { now } = trying
  // Who has not tried is not shown how; who has solved it may compare.
  if (now === undefined && trying.before.length === 0) return null
  const show = async () => {
    if (solution !== undefined) return setSolution(undefined)
    const answer = await session.ask({ type: 'solution', lesson, step: step.id })
    if (answer.type === 'solution') setSolution(answer.files)
  }
  const textOf = (name: string) =>
    files[name] ?? step.files.find((file) => file.name === name)?.text ?? ''
  return (
    <div className={style.help}>
      {now === undefined || now.state !== 'failed' ? null : (
        <Hints key={now.attempt} lesson={lesson} step={step.id} count={now.hints} />
      )}
      <Button onClick={() => void show()}>
        {solution === undefined ? 'Show the solution' : 'Hide the solution'}
      </Button>
      {solution === undefined ? null : (
        <Solution
          files={solution}
          mine={textOf}
          taken={mine !== undefined}
          onUse={() => {
            setMine({ ...files })
            onFiles({ ...files, ...solution })
          }}
          onBack={() => {
            if (mine !== undefined) onFiles(mine)
            setMine(undefined)
          }}
        />
      )}
    </div>
  )
}
