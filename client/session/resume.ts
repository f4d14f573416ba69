/** Which events are new to this page: each is taken exactly once, in order, across reconnects. Pure. */
import type { Numbered } from '../../server/protocol/index.ts'

export interface Seen {
  session: string
  seq: number
}

/** The events after `seen`, and how far this page is then. */
export function takeNew(
  seen: Seen,
  events: readonly Numbered[],
): { fresh: Numbered[]; seen: Seen } {
  const fresh: Numbered[] = []
  let { seq } = seen
  for (const event of events) {
    if (event.seq <= seq) continue
    seq = event.seq
    fresh.push(event)
  }
  return { fresh, seen: { session: seen.session, seq } }
}
