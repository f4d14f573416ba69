/** The form of quiz.yaml: its questions, told apart by their kind. */
import * as z from 'zod/mini'
import { byId, described } from './form.ts'
import { fields } from './form.ts'
import { suggest } from './nearest.ts'
import {
  GapForm,
  LineForm,
  MatchForm,
  MultipleForm,
  OrderForm,
  OutputForm,
  RunForm,
  SingleForm,
} from './questionForms.ts'

const kinds = ['single', 'multiple', 'order', 'gap', 'output', 'line', 'match', 'run']

function sayKind(question: unknown): string {
  const kind =
    typeof question === 'object' && question !== null && 'kind' in question
      ? question.kind
      : undefined
  const all = kinds.join(', ')
  if (kind === undefined) return `kind is missing. It must be one of ${all}.`
  return typeof kind === 'string'
    ? `There is no kind ${kind}. ${suggest(kind, kinds)}`
    : `kind must be one of ${all}.`
}

export const QuestionForm = z.discriminatedUnion(
  'kind',
  [SingleForm, MultipleForm, OrderForm, GapForm, OutputForm, LineForm, MatchForm, RunForm],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? sayKind(issue.input)
        : 'A question must be a map; it begins with its kind.',
  },
)
export type QuestionForm = z.infer<typeof QuestionForm>
export type FormOf<K extends QuestionForm['kind']> = Extract<QuestionForm, { kind: K }>

export const QuizForm = fields('quiz.yaml', {
  questions: described('The questions, in order.', byId('questions', QuestionForm)),
})
export type QuizForm = z.infer<typeof QuizForm>
