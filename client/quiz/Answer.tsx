/** Where a question is answered, and after Check what was right in it: one form for each kind. */
import { unreachable } from '../../server/protocol/index.ts'
import type { Parts, QuestionView } from '../../server/protocol/index.ts'
import { Choices, PrintedChoices } from './kinds/Choices.tsx'
import { Gaps } from './kinds/Gaps.tsx'
import { Lines } from './kinds/Lines.tsx'
import { Match } from './kinds/Match.tsx'
import { Order } from './kinds/Order.tsx'
import { Run } from './kinds/Run.tsx'
import { Shown } from './kinds/Shown.tsx'
import { Typed } from './kinds/Typed.tsx'
import type { Judged } from './useJudge.ts'

/** Of the question's own kind. */
export interface AnswerProps<Q extends QuestionView = QuestionView> {
  question: Q
  lesson: string
  parts: Parts
  onParts: (parts: Parts) => void
  /** After Check; then nothing can be changed. */
  judged: Judged | undefined
}

export function Answer(props: AnswerProps) {
  const { question, ...rest } = props
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <Choices question={question} {...rest} />
    case 'order':
      return <Order question={question} {...rest} />
    case 'gap':
      return <Gaps question={question} {...rest} />
    case 'line':
      return <Lines question={question} {...rest} />
    case 'match':
      return <Match question={question} {...rest} />
    case 'output':
      return (
        <>
          <Shown file={question.file} />
          {question.options === undefined ? (
            <Typed label="What it prints" rows={3} {...rest} />
          ) : (
            <PrintedChoices id={question.id} options={question.options} {...rest} />
          )}
        </>
      )
    case 'run':
      return (
        <>
          <Shown file={question.file} />
          <Run question={question} lesson={rest.lesson} />
          <Typed label="What you saw" rows={question.short ? 1 : 3} {...rest} />
        </>
      )
    default:
      return unreachable(question)
  }
}
