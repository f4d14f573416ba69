/** play.json: what play.py starts in each step, and when. */
import type { Program, Step } from '../lessons/index.ts'
import type { Source } from './source.ts'
import { waitOf } from './waits.ts'

function programOf(program: Program, step: Step, label: string | undefined): object {
  const { id, argv, start, input, app, heartbeat } = program
  const only = step.programs.length === 1 ? id : ''
  return {
    id,
    label: program.label,
    argv,
    start: typeof start === 'string' ? start : 'after',
    ...(typeof start === 'string' ? {} : { after: waitOf(start.after, only), say: start.say }),
    ...(input === undefined ? {} : { asks: true }),
    ...(app === undefined ? {} : { port: app.port, visits: app.visits }),
    ...(heartbeat === undefined
      ? {}
      : {
          beat: {
            path: heartbeat.path,
            label: label ?? heartbeat.path,
            every: heartbeat.everyMs / 1000,
            timeout: heartbeat.timeoutMs / 1000,
          },
        }),
  }
}

export function scoreOf({ lesson }: Source, modules: readonly string[]): string {
  const steps = lesson.steps.map((step, at) => {
    const view = lesson.view.steps[at]
    return {
      id: step.id,
      title: view?.title ?? step.id,
      ...(step.exercise === undefined ? {} : { solution: true }),
      programs: step.programs.map((program, index) =>
        programOf(program, step, view?.programs[index]?.heartbeat?.label),
      ),
    }
  })
  return `${JSON.stringify({ title: lesson.view.card.title, modules, steps }, null, 1)}\n`
}
