/** The top bar inside a lesson: its number and title, the wire of its steps, the lab. */
import { TopBar } from '../bar/index.ts'
import { LabLine } from '../lab/index.ts'
import { isSolved, keys, useEntries, valueOf } from '../progress/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { stopsOf } from './neighbours.ts'

interface LessonBarProps {
  lesson: LessonView
  /** A step's id, or `quiz`. */
  at: string
}

export function LessonBar({ lesson, at }: LessonBarProps) {
  const entries = useEntries()
  const { card, steps } = lesson
  const stops = stopsOf(lesson).map(({ id, title, href }) => ({
    name: title,
    href,
    solved: isSolved(entries, card.id, id),
    been: valueOf(entries, keys.seen(card.id, id)) === true,
  }))
  const index = stopsOf(lesson).findIndex(({ id }) => id === at)
  const number = Number.parseInt(card.id, 10)
  return (
    <TopBar
      where={Number.isNaN(number) ? card.title : `${number}\u2002${card.title}`}
      stops={stops}
      at={index}
      count={at === 'quiz' ? 'Questions' : `${index + 1} of ${steps.length}`}
    >
      <LabLine />
    </TopBar>
  )
}
