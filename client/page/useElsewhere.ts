/** Programs of other steps that still run in the same lab. */
import { useFacts, isLive, keyOf } from '../session/index.ts'
import type { Facts } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'

/** In the order in which they were first started. */
export function useElsewhere(lesson: string, step: string): ProgramRef[] {
  // One string, so that the page is drawn again only when it changes.
  const live = useFacts(({ facts }) => liveKeys(facts).join('\n'))
  return live
    .split('\n')
    .map(refOf)
    .filter((of) => of.program !== '' && !(of.lesson === lesson && of.step === step))
}

/** Between two runs of a repeat nothing lives, and still it goes on. */
function liveKeys({ runs, tallies }: Facts): string[] {
  const keys = Object.values(runs).flatMap((run) => (isLive(run) ? [keyOf(run.of)] : []))
  const repeats = Object.entries(tallies).flatMap(([key, { done, times, stopped }]) =>
    done < times && !stopped ? [key] : [],
  )
  return [...new Set([...keys, ...repeats])]
}

function refOf(key: string): ProgramRef {
  const [lesson = '', step = '', program = ''] = key.split('/')
  return { lesson, step, program }
}
