/** Which panels a step has, in the order of their tabs: timeline, Redis, app. */
import type { ReactNode } from 'react'
import type { StepView } from '../../server/protocol/index.ts'
import type { Bench } from '../workbench/index.ts'
import type { Panel } from './Panels.tsx'
import { App, RedisPanel, Timeline, WithPublish } from './later.ts'

export function panelsOf(lesson: string, step: StepView, bench: Bench): Panel[] {
  if (step.programs.length === 0 && !step.redisSwitch) return []
  const texts = bench.files.map(({ text }) => text)
  const nameOf = (program: string) =>
    step.programs.find(({ id }) => id === program)?.label ?? program
  const beside = (panel: ReactNode) => <WithPublish {...{ texts, nameOf }}>{panel}</WithPublish>
  return [
    {
      id: 'timeline',
      label: 'Timeline',
      content: beside(<Timeline lesson={lesson} step={step} />),
    },
    { id: 'redis', label: 'Redis', content: <RedisPanel {...{ texts, nameOf }} /> },
    ...step.programs.flatMap(({ id, label, app }) => {
      if (app === undefined) return []
      const of = { lesson, step: step.id, program: id }
      const name = label === 'app' ? 'App' : `App ${label}`
      return [{ id: `app ${id}`, label: name, content: beside(<App key={id} of={of} app={app} />) }]
    }),
  ]
}
