import { expect, test } from 'vitest'
import type { Numbered, SessionEvent } from '../protocol/index.ts'
import { EventLog } from './log.ts'
import { HEAD_BYTES, RunOutput, TAIL_BYTES } from './output.ts'

function events(log: EventLog): SessionEvent[] {
  return log.after(0, Infinity).json.map((text) => (JSON.parse(text) as Numbered).event)
}

function text(log: EventLog): string {
  return events(log)
    .flatMap((event) => (event.type === 'output' ? event.chunks.map((chunk) => chunk.text) : []))
    .join('')
}

test('[EV5] a character split between two reads is whole, and rubbish becomes U+FFFD', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  const bytes = Buffer.from('snö ✓\n')
  for (const byte of bytes) output.take(1, 'out', Buffer.from([byte]))
  output.take(5, 'out', Buffer.from([0xff, 0x41, 0xe2, 0x9c]))
  output.finish(6)
  expect(text(log)).toBe('snö ✓\n\uFFFDA\uFFFD')
})

test('[EV5] the two streams are decoded apart', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  const [a, b] = [Buffer.from('é'), Buffer.from('ü')]
  output.take(1, 'out', a.subarray(0, 1))
  output.take(1, 'err', b.subarray(0, 1))
  output.take(2, 'out', a.subarray(1))
  output.take(2, 'err', b.subarray(1))
  output.finish(3)
  expect(text(log)).toBe('éü')
})

test('a batch is one event, and what was read within a millisecond is one chunk', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  output.take(1, 'out', Buffer.from('a'))
  output.take(1.5, 'out', Buffer.from('b'))
  output.take(1.6, 'err', Buffer.from('c'))
  output.take(9, 'err', Buffer.from('d'))
  output.flush(10)
  expect(events(log)).toEqual([
    {
      type: 'output',
      run: 1,
      chunks: [
        { at: 1, stream: 'out', text: 'ab' },
        { at: 1.6, stream: 'err', text: 'c' },
        { at: 9, stream: 'err', text: 'd' },
      ],
    },
  ])
})

const LINE = `${'x'.repeat(99)}\n`

test('[OUT1] of a long output the first and the last 512 kB stay', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  for (let i = 0; i < 300; i++) {
    output.take(i, 'out', Buffer.from(LINE.repeat(100)))
    output.flush(i)
  }
  output.finish(300)
  const kept = Buffer.byteLength(text(log))
  expect(kept).toBeGreaterThanOrEqual(HEAD_BYTES + TAIL_BYTES - 64_000)
  expect(kept).toBeLessThan(HEAD_BYTES + TAIL_BYTES + 400_000)
  expect(log.missing(0)).toBe(0)
})

test('[OUT2] the first left-out stands at the cut with zeros, the newest counts everything', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  for (let i = 0; i < 300; i++) {
    output.take(i, 'out', Buffer.from(LINE.repeat(100)))
    output.flush(i)
  }
  output.finish(300)
  const all = events(log)
  const left = all.filter((event) => event.type === 'left-out')
  const kept = Buffer.byteLength(text(log))
  expect(left).toHaveLength(2)
  expect(left[0]).toMatchObject({ bytes: 0, lines: 0 })
  expect(left[1]).toMatchObject({ bytes: 3_000_000 - kept, lines: 30_000 - kept / 100 })
  const before = all.slice(
    0,
    all.findIndex((event) => event.type === 'left-out'),
  )
  expect(before.length * 10_000).toBeGreaterThanOrEqual(HEAD_BYTES)
})

test('short output leaves nothing out', () => {
  const log = new EventLog()
  const output = new RunOutput(1, log)
  output.take(1, 'out', Buffer.from(LINE))
  output.finish(2)
  expect(events(log).map((event) => event.type)).toEqual(['output'])
})
