/** Labs in which nothing happens go to learners who wait, the longest idle first, after a warning. */
import type { Pool } from '../lab/index.ts'
import type { Session } from './session.ts'
import type { Time } from './time.ts'
import type { World } from './world.ts'

/** Nothing happened in a lab for so long: its learner reads, or went for coffee. */
export const ENOUGH_MS = 120_000
/** Time to press Run, of that. */
const WARNING_SHARE = 0.5
export const WARNING_MS = ENOUGH_MS * WARNING_SHARE
/** How often it is looked at while somebody waits. */
const LOOK_MS = 5_000

export class Fairness {
  readonly #pool: Pool
  readonly #time: Time
  readonly #enoughMs: number
  readonly #sessions: () => readonly Session[]
  #cancel: (() => void) | undefined

  constructor(
    { pool, time, idleMs = ENOUGH_MS }: Pick<World, 'pool' | 'time' | 'idleMs'>,
    sessions: () => readonly Session[],
  ) {
    this.#pool = pool
    this.#time = time
    this.#enoughMs = idleMs
    this.#sessions = sessions
  }

  /** Somebody waits for a lab. */
  look(): void {
    this.#cancel?.()
    const { queued } = this.#pool.status()
    const all = this.#sessions()
    const leaving = all.filter(({ idleness }) => idleness.leaving)
    // Who leaves makes room for one each: only those beyond that many may stay, or must be asked too.
    for (const { idleness } of leaving.slice(queued)) idleness.stay()
    const idle = all
      .filter(({ idleness }) => !idleness.leaving && (idleness.ms ?? 0) >= this.#enoughMs)
      .toSorted((a, b) => (b.idleness.ms ?? 0) - (a.idleness.ms ?? 0))
    for (const { idleness, connected } of idle.slice(0, Math.max(0, queued - leaving.length)))
      idleness.giveWay(connected > 0 ? this.#enoughMs * WARNING_SHARE : 0)
    this.#cancel = queued > 0 ? this.#time.after(LOOK_MS, () => this.look()) : undefined
  }

  dispose(): void {
    this.#cancel?.()
  }
}
