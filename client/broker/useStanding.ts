/** Who is connected now, standingOf along the session's tape. */
import { useSyncExternalStore } from 'react'
import { useSession } from '../session/index.ts'
import type { Tape } from '../session/index.ts'
import type { Numbered } from '../../server/protocol/index.ts'
import { nobody, stand } from './standing.ts'
import type { Standing } from './standing.ts'

export function useStanding(): Standing {
  const { tape } = useSession()
  return useSyncExternalStore(tape.subscribe, () => standingOf(tape))
}

interface Followed {
  version: number
  last: Numbered | undefined
  standing: Standing
}

/** One fold for all who look at a tape. */
const folds = new WeakMap<Tape, Followed>()

/** The same for who asks once. */
export function standingOf(tape: Tape): Standing {
  const before = folds.get(tape) ?? { version: -1, last: undefined, standing: nobody }
  if (before.version === tape.version) return before.standing
  const { events } = tape
  // What was read last may have left the tape, or have been of another session: then all is read anew.
  const at = before.last === undefined ? -1 : events.lastIndexOf(before.last)
  const standing = at === -1 ? stand(nobody, events) : stand(before.standing, events.slice(at + 1))
  folds.set(tape, { version: tape.version, last: events.at(-1), standing })
  return standing
}
