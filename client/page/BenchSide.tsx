/** The right side of a step: code, then what is to be said of the lab, the beats, and the consoles. */
import { Limits, Notice, Written } from '../lab/index.ts'
import { Workbench } from '../workbench/index.ts'
import type { Bench } from '../workbench/index.ts'
import type { LessonView, StepView } from '../../server/protocol/index.ts'
import { Panels } from './Panels.tsx'
import type { Panel } from './Panels.tsx'
import { Consoles, Elsewhere, Heartbeat, RedisPanel, Splitter } from './later.ts'
import { useElsewhere } from './useElsewhere.ts'
import { useRunKeys } from './useRunKeys.ts'
import type { Running } from './useRunning.ts'
import { useTabLeaves } from './useTabLeaves.ts'
import { sized, useSplit } from './useSplit.ts'
import style from './StepPage.module.css'

interface BenchSideProps {
  of: LessonView
  step: StepView
  bench: Bench
  running: Running
  onRun: (program?: string) => void
}

export function BenchSide({ of, step, bench, running, onRun }: BenchSideProps) {
  const lesson = of.card.id
  const elsewhere = useElsewhere(lesson, step.id)
  const split = useSplit('consoles')
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const { programOf, shownOn, blocking, runnable, live, stop } = running
  // In the order of their tabs: timeline, Redis, app.
  const texts = bench.files.map(({ text }) => text)
  const nameOf = (program: string) =>
    step.programs.find(({ id }) => id === program)?.label ?? program
  const panels: Panel[] = [
    { id: 'redis', label: 'Redis', content: <RedisPanel {...{ texts, nameOf }} /> },
  ]
  useRunKeys({ run: () => onRun(), stop, toggleTab: () => setTabLeaves(!tabLeaves) })
  return (
    <div
      className={style.bench}
      style={sized('--run', split.at === undefined ? undefined : 100 - split.at)}
    >
      <div className={style.code}>
        <Workbench
          place={`${lesson}/${step.id}`}
          {...{ bench, programOf, shownOn, blocking, runnable, live, tabLeaves, onRun }}
          tools={step.programs.length > 0 ? <Written lesson={lesson} step={step.id} /> : null}
          foot={<Limits />}
          onStop={stop}
          onTabLeaves={setTabLeaves}
        />
      </div>
      <div className={style.between}>
        {elsewhere.length === 0 ? null : <Elsewhere lesson={of} programs={elsewhere} />}
        <Notice onRun={() => onRun()} />
        <Beats lesson={lesson} step={step} />
        <Panels panels={panels} />
      </div>
      <div className={style.run}>
        <Consoles {...{ lesson, blocking, onRun }} step={step.id} programs={step.programs} />
      </div>
      <Splitter label="Height of the code" axis="y" split={split} usual={62} range={[15, 85]} />
    </div>
  )
}

function Beats({ lesson, step }: { lesson: string; step: StepView }) {
  return step.programs.map(({ id, heartbeat }) =>
    heartbeat === undefined ? null : (
      <Heartbeat key={id} of={{ lesson, step: step.id, program: id }} heartbeat={heartbeat} />
    ),
  )
}
