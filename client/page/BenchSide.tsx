/** The right side of a step: code, then what is to be said of the lab, the beats, and the consoles. */
import { Consoles } from '../console/index.ts'
import { Notice, Written } from '../lab/index.ts'
import { Workbench } from '../workbench/index.ts'
import type { Bench } from '../workbench/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Heartbeat } from './later.ts'
import { useRunKeys } from './useRunKeys.ts'
import type { Running } from './useRunning.ts'
import { useTabLeaves } from './useTabLeaves.ts'
import style from './StepPage.module.css'

interface BenchSideProps {
  lesson: string
  step: StepView
  bench: Bench
  running: Running
  onRun: (program?: string) => void
}

export function BenchSide({ lesson, step, bench, running, onRun }: BenchSideProps) {
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const { programOf, blocking, runnable, live, stop } = running
  useRunKeys({ run: () => onRun(), stop, toggleTab: () => setTabLeaves(!tabLeaves) })
  return (
    <div className={style.bench} data-programs={step.programs.length > 0}>
      <div className={style.code}>
        <Workbench
          place={`${lesson}/${step.id}`}
          {...{ bench, programOf, blocking, runnable, live, tabLeaves, onRun }}
          tools={step.programs.length > 0 ? <Written lesson={lesson} step={step.id} /> : null}
          onStop={stop}
          onTabLeaves={setTabLeaves}
        />
      </div>
      <div className={style.between}>
        <Notice />
        <Beats lesson={lesson} step={step} />
      </div>
      <div className={style.run}>
        <Consoles {...{ lesson, blocking, onRun }} step={step.id} programs={step.programs} />
      </div>
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
