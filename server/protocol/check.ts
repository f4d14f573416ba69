/** What is watched while a learner tries a step: the marks of an exercise, and how a prediction came out. */
import * as z from 'zod/mini'

/** One check of an attempt. `open`: watched; `broken` is final for what was seen until now. */
export const Mark = z.object({
  id: z.string(),
  verdict: z.enum(['open', 'held', 'broken']),
  /** The claim in words: "every beat under 200 ms". */
  expected: z.string(),
  /** What was seen, with `held` and `broken`: "PUBLISH returned 0 at 0.31 s: nobody had subscribed yet". */
  seen: z.optional(z.string()),
})
export type Mark = z.infer<typeof Mark>

/** Told when an attempt begins and whenever a mark changes; the newest one counts. */
export const ChecksEvent = z.object({
  type: z.literal('checks'),
  lesson: z.string(),
  step: z.string(),
  /** Counts the attempts at this step in this session, from 1. */
  attempt: z.int(),
  state: z.enum(['watching', 'failed', 'solved']),
  /** All checks of the step, in order. */
  marks: z.array(Mark),
  /** How many hints fit what was seen. */
  hints: z.int(),
})
export type ChecksEvent = z.infer<typeof ChecksEvent>

/** The learner has chosen, and a run has shown which option is right. */
export const OutcomeEvent = z.object({
  type: z.literal('outcome'),
  lesson: z.string(),
  step: z.string(),
  /** Key of the chosen option; absent for "just show me". */
  choice: z.optional(z.string()),
  /** Key of the option that the run showed; absent when it showed none of them, or several. */
  right: z.optional(z.string()),
  /** What to say of each option, HTML by key. */
  why: z.record(z.string(), z.string()),
})
export type OutcomeEvent = z.infer<typeof OutcomeEvent>
