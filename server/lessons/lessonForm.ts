/** The form of lesson.yaml. */
import type * as z from 'zod/mini'
import { described, fields, list, text, whole } from './form.ts'

const goal = text('A goal', 'something the learner can do afterwards')
const goals = '1 to 5 entries, each what the learner can do afterwards'

export const LessonForm = fields('lesson.yaml', {
  title: described('Names the lesson.', text('title', 'one line that names the lesson')),
  summary: described('One sentence for the list of lessons.', text('summary', 'one sentence')),
  minutes: described(
    'The time a learner needs, in minutes.',
    whole('minutes', 1, 'a whole number above 0, the time a learner needs'),
  ),
  goals: described(
    'What the learner can do afterwards.',
    list(goal, { least: 1, most: 5, say: () => `goals needs ${goals}.` }),
  ),
})
export type LessonForm = z.infer<typeof LessonForm>
