/** What the first run shows is held back until the learner has predicted it, or asked to be shown. */
import { keys, Predicted, useKept } from '../progress/index.ts'
import { keyOf, useFacts } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'

export interface Held {
  /** When the text goes on; until then what explains it would tell the answer. Undefined: it is all there. */
  text: string | undefined
  /** It is open, and something has run. */
  output: boolean
}

export function useHeld(lesson: string, step: StepView): Held {
  const kept = useKept(keys.predicted(lesson, step.id), Predicted)
  const ran = useFacts(({ facts }) =>
    step.programs.some(({ id }) => keyOf({ lesson, step: step.id, program: id }) in facts.runsOf),
  )
  const asked = step.predict !== undefined && kept === undefined
  const text = step.predict === undefined ? undefined : goesOnWhen(kept)
  return { text, output: asked && ran }
}

function goesOnWhen(kept: Predicted | undefined): string | undefined {
  if (kept === undefined) return 'The text goes on when you have chosen.'
  if (kept.choice === undefined || kept.why !== undefined) return undefined
  return kept.right === undefined
    ? 'The text goes on when your run has shown it.'
    : 'The text goes on with the explanation.'
}
