/** Everything of the session that has a place in time, in order, for pictures and tables; one change per frame. */
import type { Numbered, SessionEvent } from '../../server/protocol/index.ts'

/** Events kept; beyond it the oldest leave. */
export const TAPE_BOUND = 100_000
/** After the bound was met, so many stay, so that leaving is rare and cheap. */
const KEPT = 80_000

/** Consoles and the prompt keep these; a tape would keep them twice. */
const APART: ReadonlySet<SessionEvent['type']> = new Set([
  'output',
  'left-out',
  'note',
  'tally',
  'prompt',
  'checks',
  'outcome',
])

export class Tape {
  /** Oldest first. Grows in place: read it anew after each change. */
  events: Numbered[] = []
  /** Counts the changes: what was read at the same version is still so. */
  version = 0
  /** Events that have left at the front. */
  left = 0
  /** Counts the sessions that this page has had: nothing of a former one holds. */
  session = 0
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Adds a frame's events. */
  add(events: readonly Numbered[]): void {
    const before = this.events.length
    for (const one of events) if (!APART.has(one.event.type)) this.events.push(one)
    if (this.events.length === before) return
    if (this.events.length > TAPE_BOUND) {
      this.left += this.events.length - KEPT
      this.events = this.events.slice(-KEPT)
    }
    this.#changed()
  }

  /** Another session: nothing of the former one holds. */
  clear(): void {
    this.events = []
    this.left = 0
    this.session += 1
    this.#changed()
  }

  #changed(): void {
    this.version += 1
    for (const listener of this.#listeners) listener()
  }
}
