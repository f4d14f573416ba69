/** What comes before and after a step of a lesson: the questions follow the last one. Pure. */
import type { Neighbour } from '../reader/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { pathOf } from './route.ts'

export interface Neighbours {
  before: Neighbour | undefined
  after: Neighbour | undefined
}

/** `step` is a step's id or `quiz`. */
export function neighboursOf(lesson: LessonView, step: string): Neighbours {
  const all = stopsOf(lesson)
  const at = all.findIndex((one) => one.id === step)
  return { before: all[at - 1], after: at === -1 ? undefined : all[at + 1] }
}

/** The lesson that follows in the course. */
export function lessonAfter({ next }: LessonView): Neighbour | undefined {
  return next && { title: next.title, href: pathOf({ type: 'lesson', lesson: next.id }) }
}

/** The steps in order, and the questions where there are any. */
export function stopsOf({ card, steps, questions }: LessonView): (Neighbour & { id: string })[] {
  const texts = steps.map(({ id, title }) => ({
    id,
    title,
    href: pathOf({ type: 'step', lesson: card.id, step: id }),
  }))
  if (questions.length === 0) return texts
  const quiz = { id: 'quiz', title: 'Questions', href: pathOf({ type: 'quiz', lesson: card.id }) }
  return [...texts, quiz]
}
