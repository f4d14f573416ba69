/** What a step offers beside its programs: many runs counted, and Redis stopped and started. */
import { BrokerSwitch, Repeat } from '../lab/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Files } from '../session/index.ts'
import style from './Experiments.module.css'

interface ExperimentsProps {
  lesson: string
  step: StepView
  files: Readonly<Files>
}

export function Experiments({ lesson, step, files }: ExperimentsProps) {
  const { repeat, redisSwitch } = step
  if (repeat === undefined && !redisSwitch) return null
  return (
    <div className={style.experiments}>
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
