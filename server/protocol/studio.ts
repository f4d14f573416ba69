/** What the studio's page and its server say to each other. `npm start` knows nothing of it. */
import * as z from 'zod/mini'

/** `line` and `column` count from 1. */
export const StudioMistake = z.object({
  /** Below the course's folder, with `/`. */
  path: z.string(),
  line: z.int(),
  column: z.int(),
  weight: z.enum(['error', 'warning']),
  /** What is wrong, and what to do. */
  say: z.string(),
  /** Opens the file there in the author's editor. */
  href: z.string(),
  /** The page that it belongs to; `quiz` for the questions. Absent when it belongs to none. */
  lesson: z.optional(z.string()),
  step: z.optional(z.string()),
  /** The part of that page: `prose`, `predict`, `exercise`, `code`; a question's id. */
  part: z.optional(z.string()),
  /** Words of the prose beside which it stands. */
  near: z.optional(z.string()),
  /** Its line and two above, as they are in the file. */
  excerpt: z.array(z.object({ number: z.int(), text: z.string() })),
})
export type StudioMistake = z.infer<typeof StudioMistake>

export const StudioStep = z.object({
  id: z.string(),
  title: z.string(),
  /** It has programs, so it can be played. */
  plays: z.boolean(),
  /** Names of its planned wrong solutions. */
  wrong: z.array(z.string()),
  /** Opens its folder's README.md. */
  href: z.string(),
})
export type StudioStep = z.infer<typeof StudioStep>

/** The course as it is shown, sent whole whenever a file was saved. */
export const StudioCourse = z.object({
  type: z.literal('course'),
  /** Grows with each. */
  version: z.int(),
  /** The folder's path, as it is shown. */
  root: z.string(),
  /** What was saved and when that was, ms of the wall clock; absent at the start. */
  saved: z.optional(z.object({ paths: z.array(z.string()), at: z.number() })),
  /** Lessons that are shown otherwise than before. */
  changed: z.array(z.string()),
  /** Pictures that were saved, as `<lesson>/<step>/<file>`. */
  pictures: z.array(z.string()),
  lessons: z.array(z.object({ id: z.string(), title: z.string(), steps: z.array(StudioStep) })),
  mistakes: z.array(StudioMistake),
  /** Why nothing can be run and played on this machine; absent where it can. */
  noPlay: z.optional(z.string()),
})
export type StudioCourse = z.infer<typeof StudioCourse>

/** What `/studio/events` tells. */
export const StudioEvent = z.discriminatedUnion('type', [StudioCourse])
export type StudioEvent = z.infer<typeof StudioEvent>
