/** The course: a part of its lessons at a time, the one where the learner left off first. */
import { useEffect, useState } from 'react'
import { TopBar } from '../bar/index.ts'
import { Course } from '../course/index.ts'
import type { Look } from '../course/index.ts'
import { LabLine } from '../lab/index.ts'
import { Place, dueOf, keys, useEntries, valueOf } from '../progress/index.ts'
import type { Entries } from '../progress/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import { courses } from './courses.ts'
import { GoneCode, preparePractice } from './later.ts'
import { pathOf } from './route.ts'
import { Trouble } from './Trouble.tsx'
import { useLoaded } from './useLesson.ts'

/** Lessons that have to be known wherever they are in the course: the last one, and those of questions that are due. */
function needed(entries: Entries, now: number): string[] {
  const place = Place.safeParse(valueOf(entries, keys.place))
  const due = dueOf(entries, now).map(({ lesson }) => lesson)
  return [...new Set([...(place.success ? [place.data.lesson] : []), ...due])].slice(0, 40)
}

function queryOf({ find, from }: Look, also: readonly string[]): string {
  const query = new URLSearchParams(also.map((id) => ['also', id]))
  const [near] = also
  if (find !== '') query.set('find', find)
  if (from !== undefined) query.set('from', String(from))
  else if (find === '' && near !== undefined) query.set('near', near)
  return query.toString()
}

/** What was asked for, and until it is here what was asked for before. */
function useCourse(look: Look) {
  const [now] = useState(() => Date.now())
  const also = needed(useEntries(), now)
  const course = useLoaded(courses, queryOf(look, also))
  const [before, setBefore] = useState(course)
  if (course.type === 'loaded' && before !== course && !same(before, course)) setBefore(course)
  return course.type === 'loading' ? before : course
}

type Asked = ReturnType<typeof useLoaded<CourseView>>

function same(a: Asked, b: Asked): boolean {
  return a.type === 'loaded' && b.type === 'loaded' && a.value === b.value
}

export function CoursePage() {
  const [look, setLook] = useState<Look>({ find: '', from: undefined })
  const course = useCourse(look)
  useEffect(() => {
    document.title = 'backchannel'
  }, [])
  if (course.type === 'failed') return <Trouble say={course.say} />
  const hrefOf = (lesson: string, step: string) =>
    pathOf(step === 'quiz' ? { type: 'quiz', lesson } : { type: 'step', lesson, step })
  return (
    <>
      <TopBar where={<b>The course</b>}>
        <LabLine />
      </TopBar>
      {course.type === 'loaded' ? (
        <Course
          course={course.value}
          look={look}
          hrefOf={hrefOf}
          onLook={setLook}
          onDue={preparePractice}
        >
          <GoneCode course={course.value} />
        </Course>
      ) : null}
    </>
  )
}
