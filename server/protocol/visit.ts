/** A visit to the lesson's web app, made by the learner from the page. */
import * as z from 'zod/mini'

/** Of the app, with its query: printable ASCII, as it stands in a request. */
export const VisitPath = z.string().check(z.maxLength(2_000), z.regex(/^\/[\x21-\x22\x24-\x7e]*$/))

export const VisitState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked') }),
  z.object({
    type: z.literal('answered'),
    status: z.int(),
    ms: z.number(),
    /** How the page begins, as one reads it; absent when it is no text. Hostile, as all of it. */
    text: z.optional(z.string().check(z.maxLength(500))),
  }),
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

/** `GET /api/visits/<visit>`: what an answered visit brought, while it is kept. Hostile: never put it in the page as it is. */
export const VisitPage = z.object({
  visit: z.int(),
  path: z.string(),
  status: z.int(),
  /** As the app said it; empty when it said none. */
  contentType: z.string(),
  /** Absent when it is no text. */
  text: z.optional(z.string()),
  bytes: z.int(),
  /** There was more than the limit. */
  cut: z.boolean(),
  /** An address which, asked with a path of the app at its end, visits that; nothing is answered. */
  follow: z.string(),
})
export type VisitPage = z.infer<typeof VisitPage>
