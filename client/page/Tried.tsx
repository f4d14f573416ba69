/** The exercise of a step, under its text; its code is the learner's draft. */
import { keys, useProgress } from '../progress/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Files } from '../session/index.ts'
import { Exercise } from './later.ts'
import style from './Tried.module.css'

interface TriedProps {
  lesson: string
  step: StepView
  files: Readonly<Files>
}

export function Tried({ lesson, step, files }: TriedProps) {
  const progress = useProgress()
  if (step.exercise === undefined) return null
  const put = (next: Readonly<Files>) =>
    progress.write(
      keys.draft(lesson, step.id),
      Object.keys(next).length === 0 ? null : { files: next },
    )
  return (
    <div className={style.tried}>
      <Exercise {...{ lesson, step, files }} exercise={step.exercise} onFiles={put} />
    </div>
  )
}
