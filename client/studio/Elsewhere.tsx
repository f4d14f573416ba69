/** Mistakes of other pages than the open one: the first of them, how many, and the way there. */
import { CircleX } from 'lucide-react'
import { Button } from '../ui/index.ts'
import type { StudioCourse, StudioMistake } from '../../server/protocol/studio.ts'
import { sentences } from './sentences.ts'
import { goTo } from './useFrame.ts'
import type { Framed } from './useFrame.ts'
import style from './Elsewhere.module.css'

interface ElsewhereProps {
  mistakes: readonly StudioMistake[]
  framed: Framed | undefined
  course: StudioCourse | undefined
}

export function Elsewhere({ mistakes, framed, course }: ElsewhereProps) {
  const [first, ...more] = mistakes
  if (first === undefined) return null
  const [wrong, todo] = sentences(first.say)
  const page = pageOf(first, course)
  return (
    <section className={style.elsewhere} aria-label="Mistakes elsewhere">
      <CircleX size={16} strokeWidth={1.75} aria-hidden="true" />
      <p>
        <a href={first.href}>{`${first.path}:${first.line}:${first.column}`}</a> <b>{wrong}</b>{' '}
        {todo}
      </p>
      {more.length === 0 ? null : <span className={style.more}>and {more.length} more</span>}
      {page === undefined || framed === undefined ? null : (
        <Button onClick={() => goTo(framed, page)}>Show the page</Button>
      )}
    </section>
  )
}

/** The page that it belongs to, where the course that is shown has one. */
function pageOf({ lesson, step }: StudioMistake, course: StudioCourse | undefined) {
  const found = course?.lessons.find(({ id }) => id === lesson)
  if (found === undefined || step === undefined) return undefined
  if (step !== 'quiz' && !found.steps.some(({ id }) => id === step)) return undefined
  return `/lessons/${encodeURIComponent(found.id)}/${encodeURIComponent(step)}`
}
