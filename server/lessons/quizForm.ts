/** The form of quiz.yaml. A question's kind is `single` for now; others join the union. */
import * as z from 'zod/mini'
import { byId, described, fields, list, must, text } from './form.ts'

const OptionForm = fields('An option', {
  text: described('What is offered, inline Markdown.', text('text', 'what is offered')),
  right: described(
    'Marks the one right option.',
    z.optional(z.literal(true, { error: 'right is true or left out.' })),
  ),
  why: described(
    'What someone who picks it believes, and what really happens.',
    text('why', 'what someone who picks it believes, and what really happens'),
  ),
})
export type OptionForm = z.infer<typeof OptionForm>

const texts = (name: string, be: string) =>
  list(text(`An entry of ${name}`, be), {
    least: 1,
    most: 8,
    say: must(name, `a list with at least one entry, each ${be}`),
  })

const SingleForm = fields('A question', {
  kind: z.literal('single', { error: must('kind', 'single') }),
  idea: described(
    'Names the idea in the summary at the end.',
    text('idea', 'a few words that name the idea'),
  ),
  from: described('The step that teaches it.', text('from', 'the folder of a step')),
  ask: described('The question, Markdown; may hold a block of code.', text('ask', 'the question')),
  options: described(
    'Two to six, exactly one of them right.',
    list(OptionForm, { least: 2, most: 6, say: () => 'options needs 2 to 6 entries.' }),
  ),
  worked: described(
    'The explanation, one step each.',
    texts('worked', 'one step of the explanation'),
  ),
  mistakes: described('What is commonly taken wrongly.', texts('mistakes', 'one common mistake')),
  check: described('A question to ask oneself next time.', text('check', 'one line')),
})
export type QuestionForm = z.infer<typeof SingleForm>

export const QuizForm = fields('quiz.yaml', {
  questions: described('The questions, in order.', byId('questions', SingleForm)),
})
export type QuizForm = z.infer<typeof QuizForm>
