/** Traffic as a session tells it, without a lab: 1,000 events a second of three programs and one channel. */
import type { Numbered, SessionEvent } from '../protocol/index.ts'
import { LESSON, STEP } from './course.ts'

const SENDER = 'publisher'
const RECEIVERS = ['subscriber', 'snippet']
/** Events of one message: two deliveries and the publish. */
const EVENTS = 3
const PER_SECOND = 1000
/** Messages in one batch of 50 ms. */
const BATCH = Math.round(PER_SECOND / 20 / EVENTS)

export class Flood {
  /** Of the last event. */
  seq = 0
  #at = 0
  #id = 0
  #begun = false

  /** The events of the next 50 ms. */
  next(): Numbered[] {
    const began = this.#begun ? [] : this.#begin()
    this.#begun = true
    const messages = Array.from({ length: BATCH }, () => this.#message())
    return [...began, ...messages.flat()]
  }

  #begin(): Numbered[] {
    return [SENDER, ...RECEIVERS].flatMap((program, index) => {
      const run = index + 1
      const of = { lesson: LESSON, step: STEP, program }
      const whose = { program, run, connection: run }
      const begun = [
        this.#tell({ type: 'run', run, of, number: 1 }),
        this.#tell({ type: 'state', run, state: { type: 'starting', since: 0 } }),
        this.#tell({ type: 'state', run, state: { type: 'waiting', since: 1, for: 'redis' } }),
      ]
      if (program === SENDER) return begun
      const count = { at: 1, channel: 'bench', kind: 'channel', count: 1 } as const
      return [...begun, this.#tell({ type: 'subscribed', ...whose, ...count })]
    })
  }

  #message(): Numbered[] {
    this.#at += 50 / BATCH
    this.#id += 1
    const id = this.#id
    const message = `Notification ${id}`
    const what = {
      at: this.#at,
      channel: 'bench',
      kind: 'channel',
      message,
      size: message.length,
    } as const
    return [
      ...RECEIVERS.map((program, index) => {
        const whose = { program, run: index + 2, connection: index + 2 }
        return this.#tell({ type: 'delivered', ...whose, ...what, of: id, ms: 0.3 })
      }),
      this.#tell({
        type: 'published',
        ...{ program: SENDER, run: 1, connection: 1, ...what, id },
        receivers: RECEIVERS.length,
        ms: 0.4,
      }),
    ]
  }

  #tell(event: SessionEvent): Numbered {
    this.seq += 1
    return { seq: this.seq, at: this.#at, event }
  }
}
