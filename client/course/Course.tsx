/** The course: the lessons on the one wire, where you left off, and what is kept. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEntries } from '../progress/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import { Finder } from './Finder.tsx'
import type { Look } from './Finder.tsx'
import { Kept } from './Kept.tsx'
import { Practice } from './Practice.tsx'
import { Lesson } from './Lesson.tsx'
import { standingOf } from './standing.ts'
import style from './Course.module.css'

export interface CourseProps {
  course: CourseView
  /** What of it was asked for. */
  look: Look
  hrefOf: (lesson: string, step: string) => string
  onLook: (look: Look) => void
  /** Questions are due: practice may be opened soon. */
  onDue: () => void
  /** Stands above what is kept. */
  children: ReactNode
}

export function Course({ course, look, hrefOf, onLook, onDue, children }: CourseProps) {
  const { place, lessons } = standingOf(course, useEntries())
  return (
    <div className={style.course}>
      <aside className={style.side}>
        <h1>Publish/subscribe, by running it</h1>
        <p>
          For people who build with Django. Every program is real, and so is everything you see it
          do.
        </p>
        <Onward course={course} place={place} hrefOf={hrefOf} />
        <Practice course={course} onDue={onDue} />
        <Words terms={course.terms} />
        {children}
        <Kept />
      </aside>
      <main className={style.path}>
        <Finder {...{ course, look, onLook }} />
        <ol key={course.from}>
          {lessons.map((standing) => (
            <Lesson
              key={standing.lesson.id}
              standing={standing}
              at={standing.here ? place?.step : undefined}
              last={standing.lesson.number === course.total}
              alone={course.total < 4}
              hrefOf={hrefOf}
            />
          ))}
        </ol>
      </main>
    </div>
  )
}

function Words({ terms }: { terms: number }) {
  if (terms === 0) return null
  return (
    <section className={style.block} aria-label="Glossary">
      <p>
        <a href="/glossary">Glossary</a>: {terms === 1 ? 'one word' : `${terms} words`}.
      </p>
    </section>
  )
}

interface OnwardProps extends Pick<CourseProps, 'course' | 'hrefOf'> {
  place: ReturnType<typeof standingOf>['place']
}

/** Where the learner left off, else where to begin. */
function Onward({ course, place, hrefOf }: OnwardProps) {
  const start = course.lessons.find(({ number }) => number === 1)
  const first = start?.steps[0]
  if (place !== undefined)
    return (
      <section className={style.block} aria-label="Where you left off">
        <p className={style.tag}>Where you left off</p>
        <h2>{place.lesson.title}</h2>
        <p>{place.say}</p>
        <a className={style.go} href={hrefOf(place.lesson.id, place.step)}>
          Continue <ChevronRight size={14} strokeWidth={2.2} aria-hidden="true" />
        </a>
      </section>
    )
  if (start === undefined || first === undefined) return null
  return (
    <section className={style.block} aria-label="Begin">
      <p>Any step can be opened, any program run, any question answered, in any order.</p>
      <a className={style.go} href={hrefOf(start.id, first.id)}>
        Begin <ChevronRight size={14} strokeWidth={2.2} aria-hidden="true" />
      </a>
    </section>
  )
}
