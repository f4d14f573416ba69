/** A step: its text on the left, its code, beats and consoles on the right; one of them at a time on a phone. */
import { useEffect, useState } from 'react'
import { Announcer } from '../lab/index.ts'
import { keys, useProgress } from '../progress/index.ts'
import { Prose, Turn } from '../reader/index.ts'
import type { Meant } from '../reader/index.ts'
import { useBench } from '../workbench/index.ts'
import type { Guest } from '../workbench/index.ts'
import type { LessonView, StepView } from '../../server/protocol/index.ts'
import { BenchSide } from './BenchSide.tsx'
import { neighboursOf } from './neighbours.ts'
import { pathOf } from './route.ts'
import { Experiments, Predict, Splitter, Tried } from './later.ts'
import { useRunning } from './useRunning.ts'
import { useHeld } from './useHeld.ts'
import { navigate } from './useRoute.ts'
import { sized, useSplit } from './useSplit.ts'
import { ViewBar } from './ViewBar.tsx'
import type { View } from './ViewBar.tsx'
import style from './StepPage.module.css'

interface StepPageProps {
  lesson: LessonView
  step: StepView
}

/** Nor is it told to a screen reader. */
const NOTHING: readonly never[] = []

export function StepPage({ lesson, step }: StepPageProps) {
  const { id } = lesson.card
  const [guest, setGuest] = useState<Guest>()
  const bench = useBench(id, step, guest)
  const running = useRunning(id, step, bench.changes)
  const [view, setView] = useState<View>(location.hash === '' ? 'read' : 'code')
  const split = useSplit('text')
  const width = sized('--text', split.at)
  const held = useHeld(id, step)
  useSeen(id, step.id)
  const run = (program?: string) => {
    running.run(program)
    setView('run')
  }
  const follow = (meant: Exclude<Meant, { type: 'away' | 'term' }>) => {
    if (meant.type === 'step') return navigate(pathOf({ ...meant, lesson: id }))
    bench.show(meant.file, meant.line)
    setView('code')
  }
  return (
    <main className={style.page} data-view={view} data-held={held.output} style={width}>
      <h1 className={style.title}>{step.title}</h1>
      <section className={style.text} aria-label="Text">
        <div className={style.scroll}>
          <Prose step={step} held={held.text} onFollow={follow}>
            {step.predict === undefined ? null : (
              <Predict lesson={id} step={step.id} predict={step.predict} />
            )}
          </Prose>
          {held.text !== undefined ? null : <Tried lesson={id} step={step} bench={bench} />}
        </div>
        <Experiments lesson={id} step={step} files={bench.changes} />
        <Turn {...neighboursOf(lesson, step.id)} />
      </section>
      <BenchSide
        of={lesson}
        {...{ step, bench, running }}
        onRun={run}
        onGuest={setGuest}
        onAsk={held.output ? () => setView('read') : undefined}
      />
      <Splitter label="Width of the text" axis="x" split={split} usual={31} range={[20, 60]} />
      <Announcer programs={held.output ? NOTHING : running.named} />
      <ViewBar view={view} onView={setView} lesson={id} step={step} blocking={running.blocking} />
    </main>
  )
}

/** Opening a step is having seen it; it is also where the learner left off. */
function useSeen(lesson: string, step: string): void {
  const progress = useProgress()
  useEffect(() => {
    progress.write(keys.seen(lesson, step), true)
    progress.write(keys.place, { lesson, step })
  }, [progress, lesson, step])
}
