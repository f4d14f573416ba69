/** What the first run shows is held back until the learner has predicted it, or asked to be shown. */
import { keys, Predicted, useKept } from '../progress/index.ts'
import { keyOf, useFacts } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'

/** True while something has run and the step's prediction is open. */
export function useHeld(lesson: string, step: StepView): boolean {
  const open = useKept(keys.predicted(lesson, step.id), Predicted) === undefined
  const ran = useFacts(({ facts }) =>
    step.programs.some(({ id }) => keyOf({ lesson, step: step.id, program: id }) in facts.runsOf),
  )
  return step.predict !== undefined && open && ran
}
