/** What every session is given: the other parts of the server, as interfaces. */
import type { ProgressEntry, SessionEvent } from '../protocol/index.ts'
import type { Pool } from '../lab/index.ts'
import type { Course } from '../lessons/index.ts'
import type { MakeJudge } from './judging.ts'
import type { Room } from './room.ts'
import type { Shares } from './share.ts'
import type { Time } from './time.ts'

/** A learner's kept progress, as far as a session uses it. Both calls fail fast while the store is away. */
export interface Progress {
  load(learner: string): Promise<readonly ProgressEntry[] | undefined>
  /** False: not stored; the page sends it again when the store is back. */
  save(learner: string, entries: readonly ProgressEntry[]): Promise<boolean>
  /** It is nearly full. */
  readonly scarce?: boolean
}

/** Who looks after sessions for the host: told of all that happens, by the session's id. */
export interface Watch {
  opened(session: string): void
  heard(session: string, event: SessionEvent): void
  closed(session: string): void
}

export interface World {
  readonly course: Course
  readonly pool: Pool
  readonly progress: Progress
  readonly judge: MakeJudge
  readonly time: Time
  /** A sober line for the host: never learners' code or output. */
  readonly log: (line: string) => void
  readonly watch?: Watch
  /** While others wait for a lab, one in which nothing ran for so long goes to them. */
  readonly idleMs?: number | undefined
  /** The server's time for what labs say; set by the registry. */
  readonly labTime?: Shares
  /** What all logs share; set by the registry. */
  readonly room?: Room
  /** Whether this session's network may have one more lab; set by the registry. */
  readonly mayTake?: () => boolean
  /** Whether it may have so many characters more kept; counts them. Set by the registry. */
  readonly mayKeep?: (chars: number) => boolean
  /** A session waits for a lab; set by the registry. */
  readonly queued?: () => void
}
