/** The visits of a program's app: those of its latest run, and how to make and leave them. */
import { isLive, openVisits, useLabNow, useLatestRun, useSession } from '../session/index.ts'
import type { Visit } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'

export interface AppVisits {
  /** The app runs: it can be visited. */
  live: boolean
  visits: readonly Visit[]
  open: readonly Visit[]
  /** The lab's clock; ticks while a visit waits. */
  now: number
  visit: (path: string) => void
  leave: (visit: number) => void
}

export function useVisits(of: ProgramRef): AppVisits {
  const session = useSession()
  const run = useLatestRun(of)
  const visits = run?.visits ?? none
  const open = openVisits(visits)
  const now = useLabNow(open.length > 0)
  return {
    live: isLive(run) && run.state.type !== 'queued',
    visits,
    open,
    now,
    visit: (path) => void session.ask({ type: 'visit', of, path }),
    leave: (visit) => void session.ask({ type: 'leave', visit }),
  }
}

const none: readonly Visit[] = []
