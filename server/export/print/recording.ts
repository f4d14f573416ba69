/** A step as it was played for the page that is printed. */
import type { Observation } from '../../lessons/index.ts'

export interface Recording {
  /** In the order in which it was seen. */
  readonly seen: readonly Observation[]
  /** The first start, ms on the clock of what was seen. */
  readonly began: number
  readonly until: number
}

export function recordingOf(seen: readonly Observation[], until: number): Recording {
  const first = seen.find(({ type }) => type === 'started')
  return { seen, until, began: first?.type === 'started' ? first.at : until }
}
