/** What one learner was told, counted: each event once, each gap told, each message as often as it was received. Pure. */
import type { Numbered, SessionEvent } from '../protocol/index.ts'

type Published = Extract<SessionEvent, { type: 'published' }>
type Delivered = Extract<SessionEvent, { type: 'delivered' }>

export class Tally {
  seen = 0
  published = 0
  delivered = 0
  doubled = 0
  /** Messages of another learner. */
  strange = 0
  /** Events that never came. */
  missing = 0
  /** What the server said it let go of. */
  dropped = 0
  /** Runs whose output was said to be shown in part. */
  leftOut = 0
  readonly #name: string
  #last = 0
  /** Deliveries that a message still owes (above 0), or that came before their publish was told (below). */
  readonly #owed = new Map<string, number>()
  #newest = ''

  /** `name`: what the learner's own messages begin with. */
  constructor(name: string) {
    this.#name = name
  }

  /** Number of the newest event. */
  get last(): number {
    return this.#last
  }

  hear({ seq, event }: Numbered): void {
    this.seen += 1
    if (seq <= this.#last) this.doubled += 1
    else {
      this.missing += seq - this.#last - 1
      this.#last = seq
    }
    if (event.type === 'published') this.#sent(event)
    if (event.type === 'delivered') this.#received(event)
    if (event.type === 'dropped') this.dropped += event.count
    if (event.type === 'left-out') this.leftOut += 1
  }

  /** What is wrong when all is quiet, as sentences. `told`: events of which the server said that they are missing. */
  wrong(told: number): string[] {
    const say = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : [])
    // A publisher that is stopped may not have read the reply to its last message.
    this.#owed.delete(this.#newest)
    const owed = this.dropped > 0 || told > 0 ? 0 : this.#owed.size
    // Of a flood, pieces leave that its run accounts for: its lines are counted one by one.
    const silent = this.leftOut > 0 ? 0 : Math.max(0, this.missing - told)
    return [
      ...say(this.doubled, 'events twice'),
      ...say(this.strange, 'messages of others'),
      ...say(silent, 'events missing without a word'),
      ...say(owed, 'messages not delivered as often as Redis said'),
    ].map((one) => `${this.#name}: ${one}`)
  }

  #sent({ message, receivers }: Published): void {
    this.published += 1
    this.#newest = message
    this.#owe(message, receivers)
  }

  #received({ message }: Delivered): void {
    this.delivered += 1
    if (!message.startsWith(`${this.#name} `)) this.strange += 1
    this.#owe(message, -1)
  }

  #owe(message: string, change: number): void {
    const owed = (this.#owed.get(message) ?? 0) + change
    if (owed === 0) this.#owed.delete(message)
    else this.#owed.set(message, owed)
  }
}
