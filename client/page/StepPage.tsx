/** A step: its text on the left, its code, beats and consoles on the right; one of them at a time on a phone. */
import { useEffect, useState } from 'react'
import { Consoles } from '../console/index.ts'
import { Heartbeat } from './later.ts'
import { Announcer, Notice, Written } from '../lab/index.ts'
import { Prose, Turn } from '../reader/index.ts'
import type { Meant } from '../reader/index.ts'
import { Workbench, useBench } from '../workbench/index.ts'
import { keys, useProgress } from '../progress/index.ts'
import type { LessonView, StepView } from '../../server/protocol/index.ts'
import { Experiments } from './Experiments.tsx'
import { neighboursOf } from './neighbours.ts'
import { pathOf } from './route.ts'
import { useRunKeys } from './useRunKeys.ts'
import { useRunning } from './useRunning.ts'
import { navigate } from './useRoute.ts'
import { useTabLeaves } from './useTabLeaves.ts'
import { ViewBar } from './ViewBar.tsx'
import type { View } from './ViewBar.tsx'
import style from './StepPage.module.css'

interface StepPageProps {
  lesson: LessonView
  step: StepView
}

export function StepPage({ lesson, step }: StepPageProps) {
  const { id } = lesson.card
  const bench = useBench(id, step)
  const running = useRunning(id, step, bench.changes)
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const [view, setView] = useState<View>('read')
  useSeen(id, step.id)
  const run = (program?: string) => {
    running.run(program)
    setView('run')
  }
  useRunKeys({
    run: () => run(),
    stop: running.stop,
    toggleTab: () => setTabLeaves(!tabLeaves),
  })
  const follow = (meant: Exclude<Meant, { type: 'away' }>) => {
    if (meant.type === 'step') navigate(pathOf({ ...meant, lesson: id }))
    else {
      bench.show(meant.file, meant.line)
      setView('code')
    }
  }
  const { before, after } = neighboursOf(lesson, step.id)
  const programs = step.programs.length > 0
  return (
    <div className={style.page} data-view={view}>
      <main className={style.text}>
        <div className={style.scroll}>
          <Prose step={step} onFollow={follow} />
          <Experiments lesson={id} step={step} files={bench.changes} />
        </div>
        <Turn before={before} after={after} />
      </main>
      <div className={style.bench} data-programs={programs}>
        <div className={style.code}>
          <Workbench
            place={`${id}/${step.id}`}
            bench={bench}
            programOf={running.programOf}
            blocking={running.blocking}
            runnable={running.runnable}
            live={running.live}
            tabLeaves={tabLeaves}
            tools={programs ? <Written lesson={id} step={step.id} /> : null}
            onRun={run}
            onStop={running.stop}
            onTabLeaves={setTabLeaves}
          />
        </div>
        <div className={style.between}>
          <Notice />
          {step.programs.map((program) =>
            program.heartbeat === undefined ? null : (
              <Heartbeat
                key={program.id}
                of={{ lesson: id, step: step.id, program: program.id }}
                heartbeat={program.heartbeat}
              />
            ),
          )}
        </div>
        <div className={style.run}>
          <Consoles
            lesson={id}
            step={step.id}
            programs={step.programs}
            blocking={running.blocking}
            onRun={run}
          />
        </div>
      </div>
      <Announcer programs={running.named} />
      <ViewBar view={view} onView={setView} lesson={id} step={step} />
    </div>
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
