/** The exercise of a step, under its text; its code is the learner's draft. */
import type { StepView } from '../../server/protocol/index.ts'
import type { Bench } from '../workbench/index.ts'
import { Exercise } from './later.ts'
import style from './Tried.module.css'

export interface TriedProps {
  lesson: string
  step: StepView
  bench: Bench
}

export function Tried({ lesson, step, bench }: TriedProps) {
  if (step.exercise === undefined) return null
  return (
    <div className={style.tried}>
      <Exercise
        {...{ lesson, step }}
        files={bench.changes}
        exercise={step.exercise}
        onFiles={bench.replace}
      />
    </div>
  )
}
