/** A part of the course's lessons: those from a place on, around one, after one, or those that hold some words. */
import type { CourseQuery, CourseView, LessonCard } from '../protocol/index.ts'
import type { Course } from './lesson.ts'

/** Lessons of one answer: what a page of the course shows. */
const most = 30

/** What is looked through, by card: its words in lower case. */
const words = new WeakMap<LessonCard, string>()

function wordsOf(card: LessonCard): string {
  const known = words.get(card)
  if (known !== undefined) return known
  const { title, summary, goals, steps } = card
  const text = [title, summary, ...goals, ...steps.map((step) => step.title)]
    .join('\n')
    .toLowerCase()
  words.set(card, text)
  return text
}

type Listed = CourseView['lessons'][number]

/** Every word stands in the lesson's title, summary, goals or titles of steps; or its number is asked for. */
function fits(card: LessonCard, number: number, wanted: readonly string[]): boolean {
  const text = wordsOf(card)
  return wanted.join(' ') === String(number) || wanted.every((word) => text.includes(word))
}

function startOf(query: CourseQuery, ids: readonly string[]): number {
  const near = query.near === undefined ? -1 : ids.indexOf(query.near)
  const at = near >= 0 ? near : (query.from ?? 0)
  return Math.min(
    Math.floor(at / most) * most,
    Math.floor(Math.max(0, ids.length - 1) / most) * most,
  )
}

export function listLessons({ cards, glossary }: Course, query: CourseQuery): CourseView {
  const wanted = (query.find ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found: Listed[] = []
  const also: Listed[] = []
  cards.forEach((card, index) => {
    const listed = { ...card, number: index + 1 }
    if (wanted.length === 0 || fits(card, listed.number, wanted)) found.push(listed)
    if (query.also?.includes(card.id) === true) also.push(listed)
  })
  const ids = found.map(({ id }) => id)
  const from = startOf(query, ids)
  return {
    lessons: found.slice(from, from + most),
    from,
    found: found.length,
    total: cards.length,
    also,
    terms: glossary.terms.length,
  }
}
