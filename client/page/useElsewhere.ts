/** Programs of other steps that still run, as the page learns of them. */
import { useFacts } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'
import { elsewhere, liveKeys } from './elsewhere.ts'

export function useElsewhere(lesson: string, step: string): ProgramRef[] {
  // One string, so that the page is drawn again only when it changes.
  const live = useFacts(({ facts }) => liveKeys(facts).join('\n'))
  return live === '' ? [] : elsewhere(live.split('\n'), lesson, step)
}
