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
  const answers = Object.keys(entries).flatMap((key) => {
    const parsed = key.startsWith(prefix) ? Answered.safeParse(valueOf(entries, key)) : undefined
    return parsed?.success === true && parsed.data.tries.length > 0 ? [parsed.data] : []
  })
  const first = answers.filter(({ tries }) => tries[0]?.right === true).length
  const done = lesson.questions > 0 && answers.length >= lesson.questions
  return { lesson, here, seen, solved, answered: answers.length, first, done }
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
