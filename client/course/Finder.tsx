/** Above a long course: what is looked for, which part of the lessons is shown, and the way to the next. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../ui/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import style from './Finder.module.css'

/** What is to be seen of the course. */
export interface Look {
  /** Words that a lesson has to hold; none are looked for when it is empty. */
  find: string
  /** From this lesson on; undefined: where the learner left off. */
  from: number | undefined
}

/** Letters typed faster than this are looked for together, ms. */
const PAUSE = 150
/** As many lessons are seen at a glance. */
const FEW = 12

interface FinderProps {
  course: CourseView
  look: Look
  onLook: (look: Look) => void
}

export function Finder({ course, look, onLook }: FinderProps) {
  const [typed, setTyped] = useState(look.find)
  useEffect(() => {
    if (typed.trim() === look.find) return
    const timer = setTimeout(() => onLook({ find: typed.trim(), from: undefined }), PAUSE)
    return () => clearTimeout(timer)
  }, [typed, look, onLook])
  if (course.total <= FEW) return null
  const { lessons, from, found } = course
  const to = from + lessons.length
  return (
    <search className={style.finder}>
      <input
        type="search"
        aria-label="Find a lesson"
        placeholder="Find a lesson or a step"
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p role="status">{inWords(course, look.find)}</p>
      {from === 0 && to >= found ? null : (
        <span className={style.turn}>
          <IconButton
            name="Lessons before these"
            disabled={from === 0}
            onClick={() => onLook({ ...look, from: Math.max(0, from - lessons.length) })}
          >
            <ChevronLeft size={16} strokeWidth={1.75} />
          </IconButton>
          <IconButton
            name="Lessons after these"
            disabled={to >= found}
            onClick={() => onLook({ ...look, from: to })}
          >
            <ChevronRight size={16} strokeWidth={1.75} />
          </IconButton>
        </span>
      )}
    </search>
  )
}

const number = new Intl.NumberFormat('en')

function inWords({ lessons, from, found, total }: CourseView, find: string): string {
  if (found === 0) return `No lesson has “${find}”.`
  const [first, last] = [number.format(from + 1), number.format(from + lessons.length)]
  const which = find === '' ? `${number.format(total)} lessons` : `${number.format(found)} found`
  return lessons.length === found ? which : `${first} to ${last} of ${which}`
}
