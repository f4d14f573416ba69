/** Lessons as the page sees them: prose is sanitised HTML, answers and solutions stay on the server. */
import * as z from 'zod/mini'
import { QuestionView } from './quiz.ts'

export const ProgramView = z.object({
  id: z.string(),
  label: z.string(),
  /** The file it starts, when it is one; the tab order of programs is the order of this list. */
  file: z.optional(z.string()),
  /** The command as typed at home, `python manage.py runserver --nothreading 8000`. */
  command: z.string(),
  /** `run`: part of Run all. `hand`: has its own Start button. */
  start: z.enum(['run', 'hand']),
  /** What may be typed into it, offered to the learner. */
  input: z.optional(z.string()),
  /** Its web app: where it listens in the lab, and the pages that have a button. */
  app: z.optional(z.object({ port: z.int(), visits: z.array(z.string()) })),
  /** How the app is asked whether it answers; there for every app. */
  heartbeat: z.optional(z.object({ path: z.string(), label: z.string() })),
})
export type ProgramView = z.infer<typeof ProgramView>

export const FileView = z.object({
  name: z.string(),
  text: z.string(),
  readonly: z.boolean(),
})
export type FileView = z.infer<typeof FileView>

export const StepView = z.object({
  /** Folder name, and the last part of its URL. */
  id: z.string(),
  title: z.string(),
  /**
   * Prose without its title, sanitised. Links that the page handles itself:
   * `<a href="views.py#L12" data-file="views.py" data-line="12">` opens the tab and lights the line
   * (without `#L12` and `data-line`: the file); `<a href="06-the-frozen-page" data-step="06-the-frozen-page">` goes
   * to a step of this lesson. Other links leave the site in a new tab. Pictures come from
   * `/api/assets/<lesson>/<step>/<file>` (`Course.asset(lesson, '<step>/<file>')`). Code is coloured by
   * highlight.js classes (`hljs-keyword` ...); `> [!NOTE]` is `<aside class="note">`, likewise `tip`,
   * `important`, `warning`, `caution`. The HTML of questions is made the same way.
   */
  html: z.string(),
  programs: z.array(ProgramView),
  /** The files shown as tabs; hidden ones are only in the lab. */
  files: z.array(FileView),
  /**
   * "Run it ten times" on one program, counting what happened. `say` goes on after the count:
   * "3 of 10 runs" + " " + `lost Notification 1`. `button` is the words on the button.
   */
  repeat: z.optional(
    z.object({ program: z.string(), times: z.int(), say: z.string(), button: z.string() }),
  ),
  /**
   * It goes on from an exercise of this lesson, with its solution in these files; who has solved that may
   * go on with their own.
   */
  goesOn: z.optional(z.object({ step: z.string(), title: z.string(), files: z.array(z.string()) })),
  /** Buttons that stop and start the lab's Redis are part of this step. */
  redisSwitch: z.boolean(),
  /** A question before the first run; which option is right is told by the run alone. Keys as in questions. */
  predict: z.optional(
    z.object({
      askHtml: z.string(),
      options: z.array(z.object({ key: z.string(), html: z.string() })),
    }),
  ),
  /** What makes the step solved, in order, and how many hints there are. */
  exercise: z.optional(
    z.object({ checks: z.array(z.object({ id: z.string(), html: z.string() })), hints: z.int() }),
  ),
})
export type StepView = z.infer<typeof StepView>

/** `GET /api/glossary`: the words that prose links to as `<a href="/glossary#id" data-term="id">`, in order. */
export const GlossaryView = z.object({
  terms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** What it means, sanitised like prose. */
      html: z.string(),
      /** The first steps whose texts lead to it; a step may be `quiz`. */
      steps: z.array(z.object({ lesson: z.string(), step: z.string(), title: z.string() })),
      /** How many more steps do. */
      more: z.int(),
    }),
  ),
})
export type GlossaryView = z.infer<typeof GlossaryView>

/** What happens in a lesson, for its pictogram. */
export const LessonMark = z.enum([
  ...(['lost', 'delivered', 'fan', 'cut', 'kept', 'waits', 'beats', 'frozen'] as const),
  ...(['failed', 'printed', 'read'] as const),
])
export type LessonMark = z.infer<typeof LessonMark>

export const LessonCard = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  minutes: z.int(),
  goals: z.array(z.string()),
  steps: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The hash of each question, in order: an answer to another is no answer. */
  questions: z.array(z.string()),
  /** At most three, in the order in which they happen. */
  shape: z.array(LessonMark),
})
export type LessonCard = z.infer<typeof LessonCard>

const Listed = z.extend(LessonCard, {
  /** Its place in the course, from 1 on. */
  number: z.int(),
})

/** `GET /api/lessons`: a part of the course in order, so that what the page holds does not grow with it. */
export const CourseView = z.object({
  lessons: z.array(Listed),
  /** How many fit what was looked for, and how many of them come before these. */
  found: z.int(),
  from: z.int(),
  /** Of the whole course. */
  total: z.int(),
  /** Lessons that were asked for by name, wherever they are. */
  also: z.array(Listed),
  /** Words in the glossary. */
  terms: z.int(),
})
export type CourseView = z.infer<typeof CourseView>

const name = z.string().check(z.maxLength(100))

/** What may stand in the address of `GET /api/lessons`. */
export const CourseQuery = z.object({
  /** Lessons with all of these words, or of this number. */
  find: z.optional(name),
  /** The part that holds this place, from 0 on. */
  from: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  /** The part that holds this lesson, if there is one. */
  near: z.optional(name),
  also: z.optional(
    z.pipe(
      z.union([name, z.array(name).check(z.maxLength(40))]),
      z.transform((ids: string | string[]) => [ids].flat()),
    ),
  ),
})
export type CourseQuery = z.infer<typeof CourseQuery>

/** `GET /api/lessons/:id`. `next` is the lesson that follows. */
export const LessonView = z.object({
  card: LessonCard,
  steps: z.array(StepView),
  questions: z.array(QuestionView),
  next: z.optional(z.object({ id: z.string(), title: z.string() })),
})
export type LessonView = z.infer<typeof LessonView>
