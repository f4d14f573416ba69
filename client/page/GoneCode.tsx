/** Asks which of the steps that code is kept for the course still has, where the page does not know it. */
import { useEntries } from '../progress/index.ts'
import { GoneCode as Offered, lessonsOf } from '../share/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import { courses } from './courses.ts'
import { useLoaded } from './useLesson.ts'

/** Lessons that one address may name. */
const MOST = 40

export interface GoneCodeProps {
  /** What is known of the course: it is one part of it. */
  course: CourseView
}

export function GoneCode({ course }: GoneCodeProps) {
  const known = [...course.lessons, ...course.also]
  const asked = lessonsOf(useEntries())
    .filter((lesson) => !known.some(({ id }) => id === lesson))
    .slice(0, MOST)
  return asked.length === 0 ? <Known {...{ known, asked }} /> : <Asked {...{ known, asked }} />
}

interface KnownProps {
  known: CourseView['lessons']
  /** Those that are not among them are not in the course. */
  asked: readonly string[]
}

function Known({ known, asked }: KnownProps) {
  const has = (lesson: string, step: string): boolean => {
    const card = known.find(({ id }) => id === lesson)
    return card === undefined ? !asked.includes(lesson) : card.steps.some(({ id }) => id === step)
  }
  return <Offered has={has} />
}

function Asked({ known, asked }: KnownProps) {
  const answer = useLoaded(courses, new URLSearchParams(asked.map((id) => ['also', id])).toString())
  if (answer.type !== 'loaded') return null
  return <Known known={[...known, ...answer.value.also]} asked={asked} />
}
