/** Shows what the address says: the course, a step, the questions. */
import { useEffect } from 'react'
import { TopBar } from '../bar/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { StepPage } from './StepPage.tsx'
import { pathOf } from './route.ts'
import type { Route } from './route.ts'
import { useLesson } from './useLesson.ts'
import { replace, useLinks, useRoute } from './useRoute.ts'
import style from './Page.module.css'

export function Page() {
  useLinks()
  const route = useRoute()
  return (
    <div className={style.page}>
      {route.type === 'course' || route.type === 'unknown' ? null : <Lesson route={route} />}
    </div>
  )
}

function Lesson({ route }: { route: Exclude<Route, { type: 'course' | 'unknown' }> }) {
  const lesson = useLesson(route.lesson)
  if (lesson.type !== 'loaded') return null
  return <Loaded lesson={lesson.value} route={route} />
}

function Loaded({ lesson, route }: { lesson: LessonView; route: Route }) {
  const first = lesson.steps[0]
  const step = route.type === 'step' ? lesson.steps.find(({ id }) => id === route.step) : undefined
  useEffect(() => {
    if (route.type === 'lesson' && first !== undefined)
      replace(pathOf({ type: 'step', lesson: lesson.card.id, step: first.id }))
  }, [route, first, lesson])
  return (
    <>
      <TopBar />
      {step === undefined ? null : <StepPage key={step.id} lesson={lesson} step={step} />}
    </>
  )
}
