/** The forms of what is kept under each kind of key. */
import * as z from 'zod/mini'

/** Where the learner left off. `step` is `quiz` for the questions. */
export const Place = z.object({ lesson: z.string(), step: z.string() })
export type Place = z.infer<typeof Place>

/** Changed, added (text) and deleted (null) files of a step. */
export const Draft = z.object({ files: z.record(z.string(), z.nullable(z.string())) })
export type Draft = z.infer<typeof Draft>

/** All choices made for a question, first to last, and whether the last was right. */
export const Answered = z.object({
  tries: z.array(z.object({ choice: z.string(), right: z.boolean() })),
})
export type Answered = z.infer<typeof Answered>
