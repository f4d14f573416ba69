/** How far a learner is in the course, told from what is kept. Pure. */
import type { CourseView } from '../../server/protocol/index.ts'
import { Answered, Draft, Place, isSolved, keys, valueOf } from '../progress/index.ts'
import type { Entries } from '../progress/index.ts'

type LessonCard = CourseView['lessons'][number]

export interface Standing {
  lesson: LessonCard
  here: boolean
  /** Ids of steps that were opened. */
  seen: ReadonlySet<string>
  /** Ids of steps whose exercise was solved. */
  solved: ReadonlySet<string>
  answered: number
  /** Answered rightly at the first try. */
  first: number
  /** Whose last answer is right. */
  right: number
  /** Every question was answered rightly, at whichever try. */
  done: boolean
}

export interface LeftOff {
  lesson: LessonCard
  step: string
  /** `Step 4 of 9: the late subscriber. You had changed late.py.` */
  say: string
}

export function standingOf(course: CourseView, entries: Entries) {
  const kept = Place.safeParse(valueOf(entries, keys.place))
  const place = kept.success ? leftOff(course, entries, kept.data) : undefined
  const lessons = course.lessons.map((lesson) =>
    lessonStanding(lesson, entries, lesson.id === place?.lesson.id),
  )
  return { place, lessons }
}

function lessonStanding(lesson: LessonCard, entries: Entries, here: boolean): Standing {
  const seen = new Set(
    lesson.steps
      .map(({ id }) => id)
      .filter((id) => valueOf(entries, keys.seen(lesson.id, id)) === true),
  )
  const solved = new Set(
    lesson.steps.map(({ id }) => id).filter((id) => isSolved(entries, lesson.id, id)),
  )
  const prefix = keys.answer(lesson.id, '')
  // An answer to what a question was before an edit is none.
  const answers = Object.keys(entries).flatMap((key) => {
    const parsed = key.startsWith(prefix) ? Answered.safeParse(valueOf(entries, key)) : undefined
    const tries = parsed?.success === true ? parsed.data.tries : []
    const fitting = tries.filter(({ hash }) => lesson.questions.includes(hash))
    return fitting.length > 0 ? [fitting] : []
  })
  const first = answers.filter((tries) => tries[0]?.right === true).length
  const right = answers.filter((tries) => tries.at(-1)?.right === true).length
  const done = lesson.questions.length > 0 && right >= lesson.questions.length
  return { lesson, here, seen, solved, answered: answers.length, first, right, done }
}

function leftOff(course: CourseView, entries: Entries, place: Place): LeftOff | undefined {
  const lesson = [...course.also, ...course.lessons].find(({ id }) => id === place.lesson)
  if (lesson === undefined) return undefined
  if (place.step === 'quiz') return { lesson, step: 'quiz', say: 'At the questions.' }
  const at = lesson.steps.findIndex(({ id }) => id === place.step)
  const step = lesson.steps[at]
  if (step === undefined) return undefined
  const draft = Draft.safeParse(valueOf(entries, keys.draft(lesson.id, step.id)))
  const [changed] = draft.success ? Object.keys(draft.data.files) : []
  const say = `Step ${at + 1} of ${lesson.steps.length}: ${step.title}.`
  return {
    lesson,
    step: step.id,
    say: changed === undefined ? say : `${say} You had changed ${changed}.`,
  }
}
