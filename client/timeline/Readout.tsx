/** What is pointed at, in one line: when, what, from whom to whom. */
import { secondsIn, useStories } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import type { Model } from './model.ts'
import type { Pointed } from './usePointing.ts'
import { tell } from './tell.ts'
import style from './Timeline.module.css'

interface ReadoutProps {
  model: Model
  thing: Pointed | undefined
  lesson: string
  step: StepView
}

export function Readout({ model, thing, lesson, step }: ReadoutProps) {
  const stories = useStories({ lesson, step: step.id })
  if (thing === undefined) return <span className={style.space} />
  const names = (id: string) => step.programs.find((one) => one.id === id)?.label ?? id
  const { payload, say } = tell(thing, model.fold, names)
  return (
    <span className={style.readout} data-readout="">
      <span>{secondsIn(stories, thing.at)} s</span>
      {payload === '' ? null : <code>{payload}</code>}
      <span>{say}</span>
    </span>
  )
}
