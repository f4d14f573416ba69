/** JSON Schemas of the lesson files, from their forms, for completion and marks in an author's editor. */
import * as z from 'zod/mini'
import { LessonForm } from './lessonForm.ts'
import { QuizForm } from './quizForm.ts'
import { StepForm } from './stepForm.ts'

const forms = { lesson: LessonForm, step: StepForm, quiz: QuizForm }

/** By file name. Draft 7 is what YAML's language server reads. */
export function lessonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(forms).map(([name, form]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(form, { io: 'input', target: 'draft-7' }), null, 1)}\n`,
    ]),
  )
}
