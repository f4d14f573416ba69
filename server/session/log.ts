/** The session's events: numbered without gaps, kept within a bound of bytes, replayed from any number. */
import type { Numbered, SessionEvent } from '../protocol/index.ts'
import { Room, type Lodger } from './room.ts'
import { Taken } from './taken.ts'

/** UTF-16 units of JSON kept per session; the oldest events leave first. */
export const LOG_BOUND = 12_000_000
/** After the bound was met, this share stays, so that dropping is rare and cheap. */
const KEEP_SHARE = 0.75
/** What programs say to Redis by the thousand leaves before anything else. */
const LOOSE: ReadonlySet<SessionEvent['type']> = new Set([
  'command',
  'published',
  'delivered',
  'lost',
])

interface Entry {
  readonly seq: number
  readonly type: SessionEvent['type']
  /** Of an event about a run. */
  readonly run: number | undefined
  /** Serialised once, for all connections and replays. */
  readonly json: string
}

export class EventLog implements Lodger {
  readonly #bound: number
  readonly #room: Room
  #entries: Entry[] = []
  #size = 0
  #last = 0
  /** Events up to here may have left because of the bound. */
  #droppedTo = 0
  readonly #taken = new Taken()
  #lastLab = 0
  #hear: (event: SessionEvent) => void = () => undefined
  readonly #lastState = new Map<number, number>()

  /** `room` is shared with others. */
  constructor(bound = LOG_BOUND, room = new Room(Infinity)) {
    this.#bound = bound
    this.#room = room
    room.enter(this)
  }

  /** Number of the newest event, 0 before the first. */
  get last(): number {
    return this.#last
  }

  /** Characters held. */
  get size(): number {
    return this.#size
  }

  /** Keeps `event` under the next number, which it returns. `at` in ms on the session's clock. */
  append(event: SessionEvent, at: number): number {
    const seq = ++this.#last
    const numbered: Numbered = { seq, at, event }
    const json = JSON.stringify(numbered)
    const run = 'run' in event ? event.run : undefined
    this.#entries.push({ seq, type: event.type, run, json })
    this.#note(seq, event)
    this.#grow(json.length)
    if (this.#size > this.#bound) this.#shrink(this.#bound * KEEP_SHARE)
    this.#hear(event)
    return seq
  }

  /** Calls `hear` with each event once it has its number; it may append others. One listener. */
  listen(hear: (event: SessionEvent) => void): void {
    this.#hear = hear
  }

  /** The older half goes, as if it were beyond the bound. */
  halve(): void {
    this.#shrink(this.#size / 2)
  }

  /** Nothing is told of it any more. */
  dispose(): void {
    this.#room.leave(this)
  }

  /** Takes events out that a `left-out` event accounts for; these do not count as missing. */
  remove(seqs: ReadonlySet<number>): void {
    let freed = 0
    let [oldest] = seqs
    if (oldest === undefined) return
    for (const seq of seqs) if (seq < oldest) oldest = seq
    const from = this.#find(oldest)
    const rest = this.#entries.slice(from).filter((entry) => {
      if (!seqs.has(entry.seq)) return true
      freed += entry.json.length
      this.#taken.add(entry.seq)
      return false
    })
    this.#entries.length = from
    for (const entry of rest) this.#entries.push(entry)
    this.#grow(-freed)
  }

  /** JSON of the events after `seq`, at least one if there is one, else up to `maxSize` characters. */
  after(seq: number, maxSize: number): { json: string[]; last: number } {
    const json: string[] = []
    let size = 0
    let last = seq
    for (let i = this.#find(seq + 1); i < this.#entries.length; i++) {
      const entry = this.#entries[i]
      if (entry === undefined || (size > 0 && size + entry.json.length > maxSize)) break
      json.push(entry.json)
      size += entry.json.length
      last = entry.seq
    }
    // Numbers that left the log at its very end are behind us, too.
    if (json.length === 0) last = this.#last
    return { json, last }
  }

  /** How many events after `seq` left because of the bound. */
  missing(seq: number): number {
    if (seq >= this.#droppedTo) return 0
    const kept = this.#find(this.#droppedTo + 1) - this.#find(seq + 1)
    return this.#droppedTo - seq - kept - this.#taken.between(seq, this.#droppedTo)
  }

  #note(seq: number, event: SessionEvent): void {
    if (event.type === 'lab') this.#lastLab = seq
    if (event.type === 'run') this.#lastState.set(event.run, seq)
    if (event.type !== 'state') return
    if (event.state.type === 'ended') this.#lastState.delete(event.run)
    else this.#lastState.set(event.run, seq)
  }

  /** What a page that knows nothing must hear: the lab's state, and the runs that live. */
  #pinned({ seq, type, run = 0 }: Entry): boolean {
    if (type === 'lab') return seq === this.#lastLab
    if (type === 'run') return this.#lastState.has(run)
    return type === 'state' && this.#lastState.get(run) === seq
  }

  #grow(by: number): void {
    this.#size += by
    this.#room.changed(this, by)
  }

  #shrink(to: number): void {
    this.#drop(to, ({ type }) => LOOSE.has(type))
    this.#drop(to, () => true)
  }

  /** The oldest leave first, until enough have. */
  #drop(to: number, may: (entry: Entry) => boolean): void {
    const before = this.#size - to
    let excess = before
    if (excess <= 0) return
    this.#entries = this.#entries.filter((entry) => {
      if (excess <= 0 || entry.seq === this.#last || this.#pinned(entry) || !may(entry)) return true
      excess -= entry.json.length
      this.#droppedTo = Math.max(this.#droppedTo, entry.seq)
      return false
    })
    this.#grow(excess - before)
  }

  /** Index of the first entry with this number or a later one. */
  #find(seq: number): number {
    let [low, high] = [0, this.#entries.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#entries[middle]?.seq ?? Infinity) < seq) low = middle + 1
      else high = middle
    }
    return low
  }
}
