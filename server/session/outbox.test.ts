/** What one reader is given of a log that is full: what has left it meanwhile is counted, once. */
import { expect, test } from 'vitest'
import type { SessionEvent } from '../protocol/index.ts'
import { Reader } from '../test/reader.ts'
import { TurnedTime } from '../test/turnedTime.ts'
import { EventLog } from './log.ts'
import { Outbox } from './outbox.ts'

function output(size: number): SessionEvent {
  return { type: 'output', run: 1, chunks: [{ at: 0, stream: 'out', text: 'x'.repeat(size) }] }
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

test('[RS6] what welcome told in advance is counted where it stood, with what leaves after it', () => {
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
  expect(reader.missing).toBeGreaterThan(told)
  expect(reader.events.length + reader.missing).toBe(log.last - 3)
})
