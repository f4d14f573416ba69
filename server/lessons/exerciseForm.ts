/** The forms of what a step asks of its learner: a prediction, an exercise with checks and hints. */
import * as z from 'zod/mini'
import { ClaimForm, claimFields, saysOneThing } from './claimForm.ts'
import { byId, described, fields, list, must, text, whole } from './form.ts'

const PredictOption = fields('An option', {
  text: described('What may happen, inline Markdown.', text('text', 'what may happen')),
  if: described('What is seen when this is right. Exactly one option holds.', ClaimForm),
  why: described(
    'What someone who picks it believes, and what really happens.',
    text('why', 'what someone who picks it believes, and what really happens'),
  ),
})
export type PredictOption = z.infer<typeof PredictOption>

export const PredictForm = fields('predict', {
  ask: described('The question, before the first run.', text('ask', 'the question')),
  options: described(
    'Two to five; the run decides which is right.',
    list(PredictOption, { least: 2, most: 5, say: () => 'options needs 2 to 5 entries.' }),
  ),
})
export type PredictForm = z.infer<typeof PredictForm>

const CheckForm = fields('A check', {
  say: described('What the learner reads, inline Markdown.', text('say', 'one sentence')),
  ...claimFields,
}).check(saysOneThing)

const HintForm = fields('A hint', {
  say: described(
    'What is wrong, not how to mend it, Markdown.',
    text('say', 'one or two sentences'),
  ),
  if: described('It is for when this was seen; always when left out.', z.optional(ClaimForm)),
  tries: described(
    'Attempts that failed before it is offered; 1 when left out.',
    z.optional(whole('tries', 1, 'a whole number from 1 on')),
  ),
})

const WrongForm = fields('A wrong attempt', {
  fails: described(
    'The checks that it does not meet, and no others.',
    list(text('An entry of fails', 'the id of a check'), {
      least: 1,
      most: 20,
      say: must('fails', 'a list of check ids'),
    }),
  ),
  hint: described('The hint that it brings up first.', text('hint', 'the id of a hint')),
})

export const ExerciseForm = fields('exercise', {
  checks: described('What makes it solved, in order.', byId('checks', CheckForm)),
  hints: described('In the order in which they are offered.', byId('hints', HintForm)),
  wrong: described(
    'Wrong attempts that are known, by their folder in wrong/.',
    byId('wrong', WrongForm),
  ),
})
export type ExerciseForm = z.infer<typeof ExerciseForm>
