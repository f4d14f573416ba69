/** What a step offers beside its programs: visits of its app, many runs counted, Redis stopped and started. */
import { BrokerSwitch, Repeat } from '../lab/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Files } from '../session/index.ts'
import { Visits } from './later.ts'
import style from './Experiments.module.css'

export interface ExperimentsProps {
  lesson: string
  step: StepView
  files: Readonly<Files>
}

export function Experiments({ lesson, step, files }: ExperimentsProps) {
  const { repeat, redisSwitch } = step
  const apps = step.programs.filter(({ app }) => app !== undefined && app.visits.length > 0)
  if (repeat === undefined && !redisSwitch && apps.length === 0) return null
  return (
    <div className={style.experiments}>
      {apps.map(({ id, label, app }) =>
        app === undefined ? null : (
          <Visits
            key={id}
            of={{ lesson, step: step.id, program: id }}
            visits={app.visits}
            name={apps.length === 1 ? undefined : label}
          />
        ),
      )}
      {repeat === undefined ? null : (
        <Repeat
          of={{ lesson, step: step.id, program: repeat.program }}
          repeat={repeat}
          files={files}
        />
      )}
      {redisSwitch ? <BrokerSwitch /> : null}
    </div>
  )
}
