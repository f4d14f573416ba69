/** Logs that overflow while their readers are slow, cut and come back: each event once, or counted where it stood. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { SessionEvent } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { Reader } from '../test/reader.ts'
import { Tab } from '../test/tab.ts'
import { TurnedTime } from '../test/turnedTime.ts'
import { Visit } from '../test/visit.ts'
import { EventLog } from './log.ts'
import { Outbox } from './outbox.ts'
import { Room } from './room.ts'

function output(size: number): SessionEvent {
  return { type: 'output', run: 1, chunks: [{ at: 0, stream: 'out', text: 'x'.repeat(size) }] }
}

/** Of a full log these leave first, so that there are gaps between what is kept. */
function lost(size: number): SessionEvent {
  const whose = { program: 'first', run: 1, connection: 1 }
  return { type: 'lost', at: 1, ...whose, id: 1, channel: 'c', message: 'x'.repeat(size), size }
}

/** One log and the page that reads it, over as many lines as it takes. */
class Resumed {
  readonly log: EventLog
  readonly page = new Reader()
  /** What was taken out with a word of its own. */
  readonly #taken = new Set<number>()
  #outbox: Outbox

  constructor(bound: number) {
    this.log = new EventLog(bound)
    this.#outbox = this.#line()
  }

  happens(event: SessionEvent): void {
    this.log.append(event, 1)
    this.#outbox.pump()
  }

  /** Some of what is kept, but for the newest; others have left before. */
  take(places: readonly number[]): void {
    const numbers = new Set(places.map((at) => 1 + Math.floor((this.log.last - 1) * at)))
    const texts = this.log.after(0, Infinity).json.slice(0, -1)
    const kept = new Set(texts.map((text) => (JSON.parse(text) as { seq: number }).seq))
    numbers.delete(this.log.last)
    for (const one of numbers) if (kept.has(one)) this.#taken.add(one)
    this.log.remove(numbers)
  }

  turn(): void {
    this.page.reads = !this.page.reads
    if (this.page.reads) this.page.read()
    this.#outbox.pump()
  }

  comesBack(): void {
    this.page.cut()
    this.#outbox.dispose()
    this.#outbox = this.#line()
    this.#outbox.pump()
  }

  /** The page has, or was told that it does not get, all up to the last that it saw. */
  check(): void {
    const numbers = this.page.events.map(({ seq }) => seq)
    const seen = new Set(numbers)
    expect(numbers).toEqual([...seen].toSorted((a, b) => a - b))
    let gone = 0
    for (let one = 1; one < (numbers.at(-1) ?? 0); one += 1)
      if (!seen.has(one) && !this.#taken.has(one)) gone += 1
    expect(this.page.missing).toBe(gone)
  }

  #line(): Outbox {
    const after = this.page.events.at(-1)?.seq ?? 0
    return new Outbox({ socket: this.page, log: this.log, time: new TurnedTime(), after })
  }
}

/** How far along, evenly: doubles would nearly all be next to nothing. */
const share = fc.nat(1_000).map((thousandths) => thousandths / 1_000)
const deed = fc.oneof(
  { weight: 12, arbitrary: fc.nat(900).map(output) },
  // Three of these fill a frame.
  { weight: 1, arbitrary: fc.constant(output(120_000)) },
  { weight: 4, arbitrary: fc.nat(400).map(lost) },
  { weight: 2, arbitrary: fc.constantFrom('turn', 'comesBack') },
  { weight: 1, arbitrary: fc.array(share, { maxLength: 9 }) },
)

fuzz(
  { of: 'overflowed logs', cases: 200 },
  '[RS6] [OUT1] whoever comes back how often, what was seen and what was told make the whole',
  fc.property(
    fc.array(deed, { maxLength: 100, size: 'max' }),
    fc.oneof(fc.integer({ min: 1_000, max: 9_000 }), fc.constant(700_000)),
    (deeds, bound) => {
      const resumed = new Resumed(bound)
      for (const one of deeds) {
        if (Array.isArray(one)) resumed.take(one)
        else if (typeof one === 'object') resumed.happens(one)
        else {
          resumed[one]()
          resumed.check()
        }
      }
      if (!resumed.page.reads) resumed.turn()
      resumed.happens(output(1))
      resumed.check()
      expect(resumed.page.events.at(-1)?.seq).toBe(resumed.log.last)
    },
  ),
)

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ print: fc.nat(600) }) },
  { weight: 2, arbitrary: fc.constantFrom('waits', 'stick', 'cut', 'cut in greeting') },
  { weight: 3, arbitrary: fc.nat(60) },
)

/** A learner whose log holds next to nothing, and all that really happened to them. */
class Overflowed {
  readonly happened: SessionEvent[] = []
  readonly visit: Visit
  #page: Tab
  #seq = 0
  #missing = 0
  #session = ''

  constructor(room: number) {
    const heard = (_: string, event: SessionEvent): void => void this.happened.push(event)
    const watch = { opened: () => undefined, heard, closed: () => undefined }
    this.visit = new Visit({ room: new Room(room), watch })
    this.#page = new Tab(this.visit.registry)
  }

  async begin(): Promise<void> {
    this.#page.say({ type: 'hello', version: 2 })
    await this.visit.time.pass(20)
    await this.visit.run(this.#page, 'first')
    this.visit.last.started()
    this.#session = this.#page.got('welcome')[0]?.session ?? ''
  }

  stick(): void {
    this.#page.stuck = !this.#page.stuck
  }

  again(): void {
    this.read()
    this.#page.cut()
    this.#page = new Tab(this.visit.registry)
    this.#page.say({
      type: 'hello',
      version: 2,
      seen: { session: this.#session, seq: this.#seq },
    })
  }

  /** What came is what happened, in order; what did not come between is what it was told. */
  read(): void {
    if (!this.#page.stuck) this.#page.drain()
    this.#missing += this.#page.missing
    this.#page.missing = 0
    for (const { seq, event } of this.#page.events.splice(0)) {
      expect(seq).toBeGreaterThan(this.#seq)
      expect(event).toEqual(this.happened[seq - 1])
      this.#missing -= seq - this.#seq - 1
      this.#seq = seq
    }
    expect(this.#missing).toBe(0)
  }

  /** A tab that knows nothing is told of what lives, and of how much else there was. */
  async end(): Promise<void> {
    if (this.#page.stuck) this.stick()
    this.read()
    await this.visit.time.pass(100)
    this.read()
    expect(this.#seq).toBe(this.happened.length)
    const late = await this.visit.open()
    expect(late.events.length + late.missing).toBe(this.happened.length)
    expect(late.got('welcome')[0]?.missing).toBe(late.missing)
    expect(late.all('lab').at(-1)?.lab.type).toBe('ready')
    expect(late.all('run')).toHaveLength(1)
    expect(late.states(1)).toHaveLength(late.all('state').length)
  }
}

fuzz(
  { of: 'resumes over overflow', cases: 100 },
  '[RS1] [RS3] [RS6] whatever is cut and whenever, a page has each event once or is told of it',
  fc.asyncProperty(
    fc.array(step, { maxLength: 40, size: 'max' }),
    fc.integer({ min: 1_500, max: 6_000 }),
    async (steps, room) => {
      const all = new Overflowed(room)
      await all.begin()
      for (const one of steps) {
        if (typeof one === 'number') await all.visit.time.pass(one)
        else if (typeof one === 'object') all.visit.last.print('x'.repeat(one.print))
        else if (one === 'waits') all.visit.last.waits('redis')
        else if (one === 'stick') all.stick()
        else all.again()
        // The second hello comes before the first was answered.
        if (one === 'cut in greeting') all.again()
        all.read()
      }
      await all.end()
    },
  ),
)
