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

export const StudioLesson = z.object({
  id: z.string(),
  title: z.string(),
  steps: z.array(StudioStep),
})
export type StudioLesson = z.infer<typeof StudioLesson>

/** What is told of the course with each save, in as few words however many lessons it has. */
const news = {
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
  mistakes: z.array(StudioMistake),
  /** Why nothing can be run and played on this machine; absent where it can. */
  noPlay: z.optional(z.string()),
}

/** The course as it is shown: to who comes. */
export const StudioCourse = z.object({
  type: z.literal('course'),
  ...news,
  lessons: z.array(StudioLesson),
})
export type StudioCourse = z.infer<typeof StudioCourse>

/** The same whenever a file was saved, but for the lessons: those that are told otherwise now. */
export const StudioSaved = z.object({
  type: z.literal('saved'),
  ...news,
  anew: z.array(StudioLesson),
  /** Ids of all lessons, where they are others now, or in another order. */
  order: z.optional(z.array(z.string())),
})
export type StudioSaved = z.infer<typeof StudioSaved>

const Difference = z.object({ mark: z.enum([' ', '-', '+']), line: z.string() })

/** What one claim came to when it was played. */
export const StudioFinding = z.object({
  claim: z.string(),
  holds: z.boolean(),
  /** What is not as claimed, as a sentence; of a claim that holds, what was seen of it. */
  say: z.string(),
  parts: z.array(z.object({ name: z.string(), seen: z.string() })),
  differences: z.array(Difference),
  /** What to try, or what broke down, where that is known. */
  advice: z.optional(z.string()),
  /** Opens the file where it is claimed. */
  href: z.string(),
})
export type StudioFinding = z.infer<typeof StudioFinding>

export const PlayWhat = z.enum(['claimed', 'wrong', 'record'])
export type PlayWhat = z.infer<typeof PlayWhat>

/** What is being played, or was played last; told whole with each change. */
export const StudioPlay = z.object({
  type: z.literal('play'),
  lesson: z.string(),
  step: z.string(),
  what: PlayWhat,
  /** ms of the wall clock. */
  began: z.number(),
  /** Absent while it is played. */
  ms: z.optional(z.number()),
  done: z.int(),
  of: z.int(),
  findings: z.array(StudioFinding),
  /** A sentence when it came to nothing. */
  trouble: z.optional(z.string()),
  /** What `step.yaml` would say, when that is not what it says. */
  proposal: z.optional(
    z.object({
      id: z.string(),
      path: z.string(),
      differences: z.array(Difference),
      /** What broke down while it was recorded, a sentence each. */
      broke: z.array(z.string()),
    }),
  ),
  /** What became of the proposal, as a sentence. */
  settled: z.optional(z.string()),
})
export type StudioPlay = z.infer<typeof StudioPlay>

/** One claim of the course, and what is known of it. */
export const StudioClaim = z.object({
  lesson: z.string(),
  step: z.string(),
  claim: z.string(),
  kind: z.enum(['start', 'solution', 'wrong', 'share', 'question']),
  /** `changed`: something that it depends on has changed since it was played. */
  state: z.enum(['proven', 'changed', 'failed', 'never']),
  /** When it was last as claimed, ms of the wall clock. */
  provenAt: z.optional(z.number()),
  /** How long the play took that decides it. */
  ms: z.optional(z.number()),
  /** What that play showed of it. */
  say: z.optional(z.string()),
  counted: z.optional(z.object({ held: z.int(), runs: z.int() })),
})
export type StudioClaim = z.infer<typeof StudioClaim>

/** `GET /studio/claims`. */
export const StudioClaims = z.object({ claims: z.array(StudioClaim) })

/** Body of `POST /studio/play`; `/studio/stop` has none. */
export const PlayOrder = z.object({ lesson: z.string(), step: z.string(), what: PlayWhat })

/** Body of `POST /studio/write` and `POST /studio/drop`: a proposal's id. */
export const WriteOrder = z.object({ id: z.string() })

/** What a POST that is refused answers with. */
export const StudioRefusal = z.object({ say: z.string() })

/** What `/studio/events` tells. */
export const StudioEvent = z.discriminatedUnion('type', [StudioCourse, StudioSaved, StudioPlay])
export type StudioEvent = z.infer<typeof StudioEvent>
