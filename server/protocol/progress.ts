/** What is kept of a learner: plain entries, newest wins, kept in the browser and copied to the server. */
import * as z from 'zod/mini'

/**
 * Keys: `seen/<lesson>/<step>`, `place` (where they left off), `answer/<lesson>/<question>`,
 * `card/<lesson>/<question>` (when it is asked again), `draft/<lesson>/<step>` (the learner's files),
 * `beside/<lesson>/<step>` (files that gave way to shared ones), `predicted/<lesson>/<step>`, `attempts/<lesson>/<step>`. `at` is the browser's wall clock in ms when it was
 * written; of two entries with one key the later one holds. `value` is JSON text, `null` = erased.
 */
export const ProgressEntry = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(200)),
  at: z.number(),
  value: z.nullable(z.string().check(z.maxLength(300_000))),
})
export type ProgressEntry = z.infer<typeof ProgressEntry>
