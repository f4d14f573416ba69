/** What keeps learners' progress: an interface, so that the rest does not know where. */
import type { ProgressEntry } from '../protocol/index.ts'
import type { SharedStore } from './sharedCode.ts'

/** All calls settle within about a second, also while the store is away. */
export interface ProgressStore {
  /** The learner's entries in no order; undefined while the store is away. */
  load(learner: string): Promise<readonly ProgressEntry[] | undefined>
  /** Keeps each entry unless a later one of its key is there. False: the store is away, nothing is promised. */
  save(learner: string, entries: readonly ProgressEntry[]): Promise<boolean>
  /** All that `from` has is now `to`'s, who must have nothing. While the store is away it stays where it is. */
  rename(from: string, to: string): Promise<void>
  readonly up: boolean
  /** It is nearly full: what is kept stays, of each network little more is taken. */
  readonly scarce: boolean
  /** Code that learners share by a link. */
  readonly shared: SharedStore
  /** Called with each change of `up`. */
  onChange(listener: (up: boolean) => void): void
  dispose(): Promise<void>
}

/** Entries and bytes kept of one learner; beyond them the oldest entries go. */
export const MAX_ENTRIES = 2_000
export const MAX_BYTES = 8_000_000
