/** The tap between programs and a Redis that send anything: it says what the protocol allows, and each end once. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { TapEvent } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { bulk } from './decoded.fixture.ts'
import { Tap, type Wire } from './tap.ts'

const word = fc.constantFrom(
  ...['PUBLISH', 'SUBSCRIBE', 'PSUBSCRIBE', 'UNSUBSCRIBE', 'MULTI', 'EXEC', 'DISCARD', 'RESET'],
  ...['HELLO', 'CLIENT', 'REPLY', 'SKIP', 'OFF', 'MONITOR', 'EVAL', 'a', '2', '3', '__proto__', ''],
  ...['x'.repeat(300), '\u0000\u00ff', 'subscribe', 'spublish'],
)
const command = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => `*${words.length}\r\n${words.map(bulk).join('')}`)
const kind = fc.constantFrom('message', 'pmessage', 'subscribe', 'unsubscribe', 'smessage', 'OK')
const reply = fc.oneof(
  fc.constantFrom(
    '+OK\r\n',
    '+QUEUED\r\n',
    ':1\r\n',
    ':-1\r\n',
    '$-1\r\n',
    '-ERR x\r\n',
    '-DENIED \r\n',
  ),
  fc.constantFrom(
    ':99999999999999999999\r\n',
    '*0\r\n',
    '*-1\r\n',
    '|1\r\n+a\r\n+b\r\n',
    ':1.5e3\r\n',
  ),
  fc
    .tuple(fc.constantFrom('*', '>', '~'), kind, fc.array(word, { maxLength: 4 }))
    .map(
      ([type, first, words]) =>
        `${type}${words.length + 1}\r\n${[first, ...words].map(bulk).join('')}`,
    ),
  fc
    .tuple(kind, word, fc.integer())
    .map(([first, topic, count]) => `*3\r\n${bulk(first)}${bulk(topic)}:${count}\r\n`),
)
const bytes = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(fc.oneof(command, reply), { maxLength: 4 }).map((all) => all.join('')),
  },
  { weight: 4, arbitrary: fc.array(reply, { maxLength: 6 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.stringMatching(/^[*$%~>|:+_#,(!=\-0-9a\r\n]{0,60}$/) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'binary' }) },
)

const step = fc.record({
  type: fc.constantFrom('opened', 'bytes', 'bytes', 'bytes', 'bytes', 'bytes', 'bytes', 'closed'),
  connection: fc.constantFrom(1, 2, 3),
  from: fc.constantFrom('program', 'redis'),
  bytes,
  by: fc.constantFrom('program', 'redis', 'you', 'lab'),
  ms: fc.nat(3),
})

fuzz(
  { of: 'the tap over anything', cases: 1_000 },
  'what it says is of the protocol, and each connection begins and ends once',
  fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const events: TapEvent[] = []
    const tap = new Tap({ tell: (event) => events.push(event), thread: () => 'reader' })
    const open = new Set<number>()
    let opened = 0
    let at = 0
    for (const one of steps) {
      at += one.ms
      // The relay gives each number once.
      const connection = one.type === 'opened' ? opened + 1 : one.connection
      if (one.type === 'opened') open.add((opened += 1))
      if (one.type === 'closed') open.delete(connection)
      const sent = Buffer.from(one.bytes, 'latin1')
      tap.take({ ...one, connection, at, bytes: sent, program: 'p' } as Wire)
    }
    tap.close(at)
    for (const event of events) expect(TapEvent.safeParse(event).error).toBeUndefined()
    const ends = events.flatMap((event) =>
      event.type === 'disconnected' ? [event.connection] : [],
    )
    expect(ends.toSorted((a, b) => a - b)).toEqual(Array.from({ length: opened }, (_, i) => i + 1))
    expect(events.filter(({ type }) => type === 'connected')).toHaveLength(opened)
    for (const connection of new Set(ends)) {
      const own = events.filter((event) => 'connection' in event && event.connection === connection)
      expect(own.at(-1)?.type).toBe('disconnected')
    }
  }),
)
