/** The questions of a lesson, with links to the steps that teach them. */
import { useEffect } from 'react'
import { Announcer, Notice } from '../lab/index.ts'
import { keys, useProgress } from '../progress/index.ts'
import { Quiz } from './later.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { pathOf } from './route.ts'
import { lessonAfter } from './neighbours.ts'

const nothing: readonly never[] = []

export function QuizPage({ lesson }: { lesson: LessonView }) {
  const { id } = lesson.card
  const progress = useProgress()
  useEffect(() => {
    progress.write(keys.seen(id, 'quiz'), true)
    progress.write(keys.place, { lesson: id, step: 'quiz' })
  }, [progress, id])
  const stepOf = (step: string) => {
    const index = lesson.steps.findIndex((one) => one.id === step)
    const found = lesson.steps[index]
    if (found === undefined) return undefined
    const href = pathOf({ type: 'step', lesson: id, step })
    return { name: `Step ${index + 1}`, title: found.title, href }
  }
  return (
    <>
      <Quiz key={id} lesson={lesson} stepOf={stepOf} next={lessonAfter(lesson)} />
      <Notice />
      <Announcer programs={nothing} />
    </>
  )
}
