/** Which programs of other steps still run in the same lab. Pure. */
import { isLive, keyOf } from '../session/index.ts'
import type { Facts } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'

/** Keys of what runs, in the order in which it was started; a repeat goes on between two of its runs. */
export function liveKeys({ runs, tallies }: Pick<Facts, 'runs' | 'tallies'>): string[] {
  const keys = Object.values(runs).flatMap((run) => (isLive(run) ? [keyOf(run.of)] : []))
  const repeats = Object.entries(tallies).flatMap(([key, { done, times, stopped }]) =>
    done < times && !stopped ? [key] : [],
  )
  return [...new Set([...keys, ...repeats])]
}

/** The programs behind `keys` that are not of this step. */
export function elsewhere(keys: readonly string[], lesson: string, step: string): ProgramRef[] {
  return keys.map(refOf).filter((of) => !(of.lesson === lesson && of.step === step))
}

function refOf(key: string): ProgramRef {
  const [lesson = '', step = '', program = ''] = key.split('/')
  return { lesson, step, program }
}
