/** What the first run shows is held back until the learner has predicted it, or asked to be shown. */
import { keys, Predicted, useKept } from '../progress/index.ts'
import { keyOf, useFacts } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'

export interface Held {
  /** The step's prediction is open: what explains it would tell the answer. */
  text: boolean
  /** It is open, and something has run. */
  output: boolean
}

export function useHeld(lesson: string, step: StepView): Held {
  const chosen = useKept(keys.predicted(lesson, step.id), Predicted) !== undefined
  const ran = useFacts(({ facts }) =>
    step.programs.some(({ id }) => keyOf({ lesson, step: step.id, program: id }) in facts.runsOf),
  )
  const text = step.predict !== undefined && !chosen
  return { text, output: text && ran }
}
