/** The forms of what is kept under each kind of key. */
import * as z from 'zod/mini'

/** Where the learner left off. `step` is `quiz` for the questions. */
export const Place = z.object({ lesson: z.string(), step: z.string() })
export type Place = z.infer<typeof Place>

/** Changed, added (text) and deleted (null) files of a step. */
export const Draft = z.object({ files: z.record(z.string(), z.nullable(z.string())) })
export type Draft = z.infer<typeof Draft>

/** All answers to a question, first to last, whether each was right, and the question as it was then. */
export const Answered = z.object({
  tries: z.array(z.object({ parts: z.array(z.string()), right: z.boolean(), hash: z.string() })),
})
export type Answered = z.infer<typeof Answered>

/** Without `choice`: "just show me". `right` is there once a run has shown it. */
export const Predicted = z.object({
  choice: z.optional(z.string()),
  right: z.optional(z.string()),
  /** Why it went so, in the learner's own words, before they read ours; empty: they read on. */
  why: z.optional(z.string()),
  /** What was told of the choice and of what happened, as HTML by option. */
  told: z.optional(z.record(z.string(), z.string())),
})
export type Predicted = z.infer<typeof Predicted>

/** An attempt at an exercise that was judged: its code, and how many checks held. */
export const Attempt = z.object({
  number: z.int(),
  files: z.record(z.string(), z.nullable(z.string())),
  held: z.int(),
  of: z.int(),
  /** Ids of the checks that held; absent in what was kept before they were. */
  met: z.optional(z.array(z.string())),
})
export type Attempt = z.infer<typeof Attempt>

export const Attempts = z.object({ attempts: z.array(Attempt), solved: z.boolean() })
export type Attempts = z.infer<typeof Attempts>

/** When an answered question is to be asked again. Times are ms of the wall clock. */
export const Card = z.object({
  due: z.number(),
  last: z.number(),
  /** Days after which nine of ten are still known. */
  stability: z.number(),
  difficulty: z.number(),
  reps: z.int(),
  lapses: z.int(),
})
export type Card = z.infer<typeof Card>
