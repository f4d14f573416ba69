/** What one reader is given of a log that is full: what has left it meanwhile is counted, once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerMessage, type Numbered, type SessionEvent } from '../protocol/index.ts'
import { TurnedTime } from '../test/turnedTime.ts'
import { EventLog } from './log.ts'
import { HIGH_WATER, Outbox } from './outbox.ts'

function output(size: number): SessionEvent {
  return { type: 'output', run: 1, chunks: [{ at: 0, stream: 'out', text: 'x'.repeat(size) }] }
}

/** A page that reads when it is let. */
class Reader {
  readonly events: Numbered[] = []
  missing = 0
  reads = true
  #waiting: { text: string; sent: () => void }[] = []

  get buffered(): number {
    return this.reads ? 0 : HIGH_WATER + 1
  }

  send(text: string, sent: () => void): void {
    this.#waiting.push({ text, sent })
    if (this.reads) this.read()
  }

  read(): void {
    for (const { text, sent } of this.#waiting.splice(0)) {
      const message = ServerMessage.parse(JSON.parse(text))
      if (message.type === 'events') {
        this.events.push(...message.events)
        this.missing += message.missing ?? 0
      }
      sent()
    }
  }

  close(): void {}
}

interface Reading {
  readonly log: EventLog
  readonly reader: Reader
  readonly outbox: Outbox
}

function reading(log: EventLog, after = 0): Reading {
  const reader = new Reader()
  return { log, reader, outbox: new Outbox({ socket: reader, log, time: new TurnedTime(), after }) }
}

/** `count` events of `size`, each told to the reader. */
function happen({ log, outbox }: Reading, count: number, size = 900): void {
  for (let at = 0; at < count; at += 1) {
    log.append(output(size), at)
    outbox.pump()
  }
}

test('[RS6] a reader that is slow, but never cut, is told how many events it does not get', () => {
  const log = new EventLog(50_000)
  const slow = reading(log)
  const { reader, outbox } = slow
  happen(slow, 10)
  reader.reads = false
  happen(slow, 200)
  reader.reads = true
  outbox.pump()
  expect(reader.missing).toBeGreaterThan(100)
  expect(reader.events.length + reader.missing).toBe(log.last)
  happen(slow, 200)
  expect(reader.events.length + reader.missing).toBe(log.last)
})

test('[RS6] what welcome told is not told again, and what leaves after it is', () => {
  const log = new EventLog(50_000)
  happen(reading(log), 200)
  const told = log.missing(3)
  expect(told).toBeGreaterThan(0)
  const late = reading(log, 3)
  const { reader, outbox } = late
  reader.reads = false
  happen(late, 40)
  reader.reads = true
  outbox.pump()
  expect(reader.events.length + told + reader.missing).toBe(log.last - 3)
  expect(reader.missing).toBeGreaterThan(0)
})

/** Something happens, or the reader goes on or stops reading. */
const deed = fc.oneof(
  { weight: 12, arbitrary: fc.nat(900) },
  { weight: 1, arbitrary: fc.constant('turns') },
)

test('[RS6] in any schedule what a reader has and what it was told make the whole, in order', () => {
  const property = fc.property(fc.array(deed, { maxLength: 200 }), fc.nat(8), (deeds, whole) => {
    const log = new EventLog(1_000 + whole * 1_000)
    const some = reading(log)
    const { reader, outbox } = some
    const turn = (reads: boolean): void => {
      reader.reads = reads
      if (reads) reader.read()
      outbox.pump()
    }
    for (const one of deeds) {
      if (typeof one === 'string') turn(!reader.reads)
      else happen(some, 1, one)
    }
    turn(true)
    const numbers = reader.events.map(({ seq }) => seq)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(numbers.length + reader.missing).toBe(log.last)
  })
  fc.assert(property, { numRuns: 300, seed: 7 })
})
