/** Says that questions are due, when some are; else nothing. */
import { useEffect, useState } from 'react'
import { dueOf, useEntries } from '../progress/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import style from './Course.module.css'

interface PracticeProps {
  course: CourseView
  /** It may soon be opened, perhaps when the server is away. */
  onDue: () => void
}

/** What a question takes, minutes. */
const MINUTES = 0.6
/** Questions of one session. */
const SESSION = 8

export function Practice({ course, onDue }: PracticeProps) {
  const entries = useEntries()
  const [now] = useState(() => Date.now())
  const due = dueOf(entries, now).filter((one) =>
    [...course.also, ...course.lessons].some(({ id }) => id === one.lesson),
  ).length
  const some = due > 0
  useEffect(() => {
    if (some) onDue()
  }, [some, onDue])
  if (!some) return null
  const minutes = Math.ceil(Math.min(due, SESSION) * MINUTES)
  return (
    <section className={style.block} aria-label="Practice">
      <h2>Practice: {due === 1 ? 'one question is due' : `${due} questions are due`}</h2>
      <p>About {minutes === 1 ? 'a minute' : `${minutes} minutes`}, now or later.</p>
      <a className={style.practice} href="/practice">
        Practice
      </a>
    </section>
  )
}
