/** Shows what the address says: the course, a step, the questions; or one sentence why it can't. */
// First of all: the lesson goes before the code of what is drawn beside it.
import './early.ts'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { TopBar } from '../bar/index.ts'
import {
  CoursePage,
  EmbedPage,
  GlossaryPage,
  PracticePage,
  QuizPage,
  Stale,
  Terms,
} from './later.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { LabLine } from '../lab/index.ts'
import { LessonBar } from './LessonBar.tsx'
import { StepPage } from './StepPage.tsx'
import { pathOf } from './route.ts'
import type { Route } from './route.ts'
import { Trouble } from './Trouble.tsx'
import { useLesson } from './useLesson.ts'
import { replace, useLinks, useRoute } from './useRoute.ts'
import style from './Page.module.css'

export function Page() {
  useLinks()
  const route = useRoute()
  return (
    <div className={style.page}>
      <Shown route={route} />
      <Stale />
    </div>
  )
}

function Shown({ route }: { route: Route }) {
  if (route.type === 'course') return <CoursePage />
  if (route.type === 'embed') return <EmbedPage {...route} />
  if (route.type === 'practice') return <TitledPractice />
  if (route.type === 'glossary') return <GlossaryPage at={route.term} />
  if (route.type === 'unknown') return <Trouble say={`There is no page ${route.path}.`} />
  return <LessonPage route={route} />
}

function TitledPractice() {
  useTitle('Practice, backchannel')
  return <PracticePage />
}

/** Stands at once, while the rest is on its way. */
function Bar({ where }: { where: ReactNode }) {
  return (
    <TopBar where={where}>
      <LabLine />
    </TopBar>
  )
}

function hrefOf(lesson: string, step: string): string {
  return pathOf(step === 'quiz' ? { type: 'quiz', lesson } : { type: 'step', lesson, step })
}

type InLesson = Exclude<Route, { type: 'course' | 'embed' | 'practice' | 'glossary' | 'unknown' }>

function LessonPage({ route }: { route: InLesson }) {
  const lesson = useLesson(route.lesson)
  if (lesson.type === 'failed') return <Trouble say={lesson.say} />
  if (lesson.type === 'loading') return <Bar where={null} />
  return <InLessonPage lesson={lesson.value} route={route} />
}

function InLessonPage({ lesson, route }: { lesson: LessonView; route: InLesson }) {
  const first = lesson.steps[0]?.id
  const at = route.type === 'step' ? route.step : route.type === 'quiz' ? 'quiz' : first
  const step = lesson.steps.find(({ id }) => id === at)
  useTitle(`${step?.title ?? 'Questions'}, ${lesson.card.title}`)
  useReadOn(at)
  useEffect(() => {
    if (route.type === 'lesson' && first !== undefined) replace(hrefOf(lesson.card.id, first))
  }, [route, first, lesson])
  if (step === undefined && at !== 'quiz')
    return <Trouble say={`This lesson has no step ${at ?? ''}.`} />
  return (
    <>
      <LessonBar lesson={lesson} at={at ?? ''} />
      {step === undefined ? (
        <QuizPage lesson={lesson} />
      ) : (
        <StepPage key={step.id} lesson={lesson} step={step} />
      )}
      <Terms />
    </>
  )
}

/** The link that led here is gone with its page: the focus goes to where reading goes on. */
function useReadOn(at: string | undefined): void {
  const before = useRef(at)
  useEffect(() => {
    if (before.current !== at && document.activeElement === document.body)
      document.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true })
    before.current = at
  }, [at])
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
