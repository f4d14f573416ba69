/** A visit to the lesson's web app, made by the learner from the page. */
import * as z from 'zod/mini'

export const VisitState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked') }),
  z.object({ type: z.literal('answered'), status: z.int(), ms: z.number() }),
  /** The visitor hung up, after so long without an answer. */
  z.object({ type: z.literal('left'), ms: z.number() }),
  /** Refused or cut off; `say` is one sentence. */
  z.object({ type: z.literal('failed'), ms: z.number(), say: z.string() }),
])
export type VisitState = z.infer<typeof VisitState>

/** Told when it begins and when it ends. `run` is the app's. */
export const VisitEvent = z.object({
  type: z.literal('visit'),
  at: z.number(),
  run: z.int(),
  program: z.string(),
  /** Counts the visits of the session from 1. */
  visit: z.int(),
  path: z.string(),
  state: VisitState,
})
export type VisitEvent = z.infer<typeof VisitEvent>
