/** Connections that end, are cut, are refused, or speak of something else, byte by byte. */
import { describe, expect, test } from 'vitest'
import { TapEvent } from '../protocol/index.ts'
import { Tap } from './tap.ts'

class Wire {
  readonly events: TapEvent[] = []
  readonly #tap = new Tap({ tell: (event) => this.events.push(event) })
  #at = 0

  constructor(connections = 1) {
    for (let connection = 1; connection <= connections; connection++)
      this.#tap.take({ type: 'opened', connection, at: 0, program: 'p', run: 1 })
    this.events.length = 0
  }

  sends(text: string, connection = 1): this {
    return this.#bytes('program', text, connection)
  }

  gets(text: string, connection = 1): this {
    return this.#bytes('redis', text, connection)
  }

  #bytes(from: 'program' | 'redis', text: string, connection: number): this {
    this.#at += 1
    this.#tap.take({ type: 'bytes', connection, at: this.#at, from, bytes: Buffer.from(text) })
    return this
  }

  waits(ms: number): this {
    this.#at += ms
    return this
  }

  closes(by: 'program' | 'redis' = 'redis', connection = 1): this {
    this.#tap.take({ type: 'closed', connection, at: ++this.#at, by })
    return this
  }
}

test('a command carries when it was sent and how long its reply took', () => {
  const { events } = new Wire().sends('config get *\r\n').gets('*0\r\n')
  expect(events).toEqual([
    {
      ...{ type: 'command', at: 1, program: 'p', run: 1, connection: 1 },
      ...{ name: 'CONFIG GET', args: ['*'], count: 1, reply: 'array', ms: 1 },
    },
  ])
})

test('arguments are cut, and all are counted', () => {
  const { events } = new Wire()
    .sends(`MSET ${'k '.repeat(20)}${'x'.repeat(99)}\r\n`)
    .gets('+OK\r\n')
  expect(events).toMatchObject([{ count: 21, args: Array.from({ length: 8 }, () => 'k') }])
  const long = new Wire().sends(`GET ${'x'.repeat(99)}\r\n`).gets('$-1\r\n')
  expect(long.events).toMatchObject([{ args: ['x'.repeat(64)], reply: 'nil' }])
})

test('a connection killed in the middle of a reply says so', () => {
  const { events } = new Wire().sends('GET k\r\n').gets('$10\r\nhalf').closes()
  expect(events).toMatchObject([
    { type: 'command', name: 'GET', reply: 'none' },
    { type: 'disconnected', by: 'redis', say: 'It ended in the middle of a reply.' },
  ])
})

test('what was never answered is told with the end', () => {
  const { events } = new Wire().sends('BLPOP l 0\r\nPUBLISH c x\r\n').closes('program')
  expect(events).toMatchObject([
    { type: 'command', name: 'BLPOP', reply: 'none' },
    { type: 'command', name: 'PUBLISH', reply: 'none' },
    { type: 'disconnected', by: 'program', say: '2 commands were not answered.' },
  ])
})

test('Redis may refuse a connection: an error that answers no command', () => {
  const say = 'ERR max number of clients reached'
  const { events } = new Wire().sends('PING\r\n').gets(`-${say}\r\n`).closes()
  expect(events.slice(0, 1)).toMatchObject([{ type: 'error', name: '', say }])
})

test('a reply that no command asked for ends what is told of commands, not of messages', () => {
  const subscribed = '>3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n'
  const message = '>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n'
  const wire = new Wire().sends('SUBSCRIBE c\r\n').gets(subscribed)
  const { events } = wire.gets('+WHAT\r\n+EVER\r\n').sends('PING\r\n').gets(`+PONG\r\n${message}`)
  expect(events).toMatchObject([
    { type: 'subscribed' },
    { type: 'error', name: '' },
    { type: 'delivered', message: 'x' },
  ])
})

test.each([
  ['CLIENT REPLY in a MULTI', 'MULTI\r\nCLIENT REPLY ON\r\n'],
  ['HELLO without a reply', 'CLIENT REPLY SKIP\r\nHELLO 3\r\n'],
  ['MONITOR without a reply', 'CLIENT REPLY SKIP\r\nMONITOR\r\n'],
  ['RESET without a reply', 'CLIENT REPLY SKIP\r\nRESET\r\n'],
  ['SUBSCRIBE in a MULTI without replies', 'CLIENT REPLY OFF\r\nMULTI\r\nSUBSCRIBE c\r\n'],
  ['CLIENT REPLY where it may be refused', 'SUBSCRIBE c\r\nCLIENT REPLY OFF\r\n'],
])('[TAP6] %s: nobody can tell which reply is whose', (why, sent) => {
  const wire = new Wire().sends(sent)
  expect(wire.events.at(-1)).toMatchObject({ name: '', say: `Not followed any more: ${why}.` })
  const { length } = wire.events
  wire.sends('GET k\r\n').gets('+OK\r\n$-1\r\n')
  expect(wire.events).toHaveLength(length)
})

const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`
const messageOf = (text: string): string => `*3\r\n${bulk('message')}${bulk('c')}${bulk(text)}`
const subscribedTo = (count: number, un = ''): string =>
  `*3\r\n${bulk(`${un}subscribe`)}${bulk('c')}:${count}\r\n`

describe('in RESP2 a MULTI that listens and leaves', () => {
  const sent = (word: string): string =>
    `MULTI\r\nSUBSCRIBE c\r\n${word}\r\nUNSUBSCRIBE c\r\nEXEC\r\n`
  const queued = `+OK\r\n${'+QUEUED\r\n'.repeat(3)}`
  const done = (amid: string): string => `*3\r\n${subscribedTo(1)}${amid}${subscribedTo(0, 'un')}`
  const seen = (wire: Wire): string[] =>
    wire.events.map((event) => ('name' in event ? event.name : event.type))

  test('has its own messages behind it, and the replies of others behind those', () => {
    const wire = new Wire().sends(`${sent('PUBLISH c x')}LRANGE l 0 -1\r\n`)
    wire.gets(queued + done(':1\r\n') + messageOf('x') + messageOf('x'))
    const heard = ['subscribed', 'published', 'unsubscribed', 'EXEC', 'delivered', 'LRANGE']
    expect(seen(wire)).toEqual(['MULTI', ...heard])
  })

  test('has nothing behind it where its messages stand in it', () => {
    const wire = new Wire().sends(`${sent('PUBLISH c x')}LRANGE l 0 -1\r\n`)
    wire.gets(queued + done(`${messageOf('x')}:1\r\n`) + messageOf('x'))
    const heard = ['subscribed', 'delivered', 'published', 'unsubscribed', 'EXEC', 'LRANGE']
    expect(seen(wire)).toEqual(['MULTI', ...heard])
  })

  test('[TAP6] and what a script sent in it may be a reply of the next command', () => {
    const script = new Wire().sends(sent('EVAL s 0')).gets(queued + done('$-1\r\n'))
    expect(seen(script.gets(messageOf('x'))).at(-1)).toBe('delivered')
    script.sends(sent('EVAL s 0') + 'LRANGE l 0 -1\r\n').gets(queued + done('$-1\r\n'))
    script.gets(messageOf('x'))
    const say = 'Not followed any more: a message of a MULTI, or a reply.'
    expect(script.events.find(({ type }) => type === 'error')).toMatchObject({ name: '', say })
  })
})

test('what EXEC answers is no message, whatever stands in it', () => {
  const keys = ['message', 'c', 'x'].map(bulk).join('')
  const wire = new Wire().sends('MULTI\r\nGET a\r\nGET b\r\nGET c\r\nSUBSCRIBE c\r\nEXEC\r\n')
  wire.gets(`+OK\r\n${'+QUEUED\r\n'.repeat(4)}*4\r\n${keys}${subscribedTo(1)}`)
  expect(wire.events.map(({ type }) => type)).not.toContain('delivered')
  expect(wire.events.at(-1)).toMatchObject({ type: 'command', name: 'EXEC', reply: 'array' })
})

test('lines of MONITOR are no replies', () => {
  const line = '+1700000000.000001 [0 127.0.0.1:5000] "PING"\r\n'
  const { events } = new Wire()
    .sends('MONITOR\r\n')
    .gets(`+OK\r\n${line}${line}`)
    .sends('PING\r\n')
    .gets(`+PONG\r\n${line}`)
  expect(events).toMatchObject([{ name: 'MONITOR' }, { name: 'PING', reply: 'status' }])
})

test('lines of MONITOR stand amid the replies of its own EXEC', () => {
  const line = (words: string): string => `+1700000000.000001 [0 127.0.0.1:5000] ${words}\r\n`
  const { events } = new Wire()
    .sends('MONITOR\r\nMULTI\r\nPING\r\nECHO x\r\nEXEC\r\nDBSIZE\r\n')
    .gets(`+OK\r\n+OK\r\n${line('"MULTI"')}+QUEUED\r\n+QUEUED\r\n*2\r\n+PONG\r\n${line('"PING"')}`)
    .gets(`$1\r\nx\r\n${line('"ECHO" "x"')}${line('"EXEC"')}:0\r\n`)
  expect(events).toMatchObject([
    { name: 'MONITOR', reply: 'status' },
    { name: 'MULTI', reply: 'status' },
    { name: 'PING', reply: 'status' },
    { name: 'ECHO', reply: 'string' },
    { name: 'EXEC', reply: 'array' },
    { name: 'DBSIZE', reply: 'integer' },
  ])
})

test('a second MONITOR is not answered', () => {
  const line = '+1700000000.000001 [0 127.0.0.1:5000] "DBSIZE"\r\n'
  const { events } = new Wire()
    .sends('MONITOR\r\n')
    .gets('+OK\r\n')
    .sends('MONITOR\r\nDBSIZE\r\n')
    .gets(`:0\r\n${line}`)
  expect(events).toMatchObject([
    { name: 'MONITOR', reply: 'status' },
    { name: 'MONITOR', reply: 'none' },
    { name: 'DBSIZE', reply: 'integer' },
  ])
})

test.each([
  ['after a message', 'EVAL x 0\r\nDBSIZE\r\n', ['array', 'integer']],
  [
    'in a MULTI',
    'MULTI\r\nEVAL x 0\r\nEXEC\r\nDBSIZE\r\n',
    ['status', 'array', 'array', 'integer'],
  ],
])('a script that answers as if it confirmed, %s in RESP3, confirms nothing', (_, sent, kinds) => {
  const array = '*3\r\n$9\r\nsubscribe\r\n$1\r\nx\r\n:7\r\n'
  const inMulti = sent.startsWith('MULTI')
  const wire = new Wire().sends('HELLO 3\r\nSUBSCRIBE c\r\n')
  wire.gets('%1\r\n+proto\r\n:3\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n')
  wire.sends(sent).gets(inMulti ? `+OK\r\n+QUEUED\r\n*1\r\n${array}:0\r\n` : `${array}:0\r\n`)
  const replies = wire.events.flatMap((event) => (event.type === 'command' ? [event.reply] : []))
  expect(replies).toEqual(['map', ...kinds])
  expect(wire.events.filter(({ type }) => type === 'subscribed')).toHaveLength(1)
})

test('an error in the words of a Redis that hangs up is the reply to what a script made of it', () => {
  const { events } = new Wire()
    .sends('PING\r\nEVAL x 0\r\nDBSIZE\r\n')
    .gets('+PONG\r\n-DENIED not yours\r\n:0\r\n')
  expect(events).toMatchObject([
    { name: 'PING' },
    { type: 'error', name: 'EVAL' },
    { name: 'DBSIZE', reply: 'integer' },
  ])
})

test('invalidations of CLIENT TRACKING are no messages', () => {
  const resp2 = '*3\r\n$7\r\nmessage\r\n$20\r\n__redis__:invalidate\r\n*1\r\n$1\r\nk\r\n'
  const { events } = new Wire()
    .sends('SUBSCRIBE __redis__:invalidate\r\n')
    .gets('*3\r\n$9\r\nsubscribe\r\n$20\r\n__redis__:invalidate\r\n:1\r\n')
    .gets(resp2 + '>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n')
  expect(events).toMatchObject([{ type: 'subscribed' }])
})

test('an invalidation amid its own EXEC is no reply in it', () => {
  const channel = '$20\r\n__redis__:invalidate\r\n'
  const { events } = new Wire()
    .sends('MULTI\r\nSUBSCRIBE __redis__:invalidate\r\nSET k 2\r\nGET k\r\nEXEC\r\nPING\r\n')
    .gets(`+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n*3\r\n$9\r\nsubscribe\r\n${channel}:1\r\n`)
    .gets(`*3\r\n$7\r\nmessage\r\n${channel}*1\r\n$1\r\nk\r\n+OK\r\n$1\r\n2\r\n`)
    .gets('*2\r\n$4\r\npong\r\n$0\r\n\r\n')
  expect(events.slice(2)).toMatchObject([
    { name: 'SET', reply: 'status' },
    { name: 'GET', reply: 'string' },
    { name: 'EXEC', reply: 'array' },
    { name: 'PING', reply: 'array' },
  ])
})

test('a publish that was answered before SUBSCRIBE was sent is no cause', () => {
  const wire = new Wire(3)
  const confirmed = (text: string): string => `*3\r\n$9\r\nsubscribe\r\n$1\r\n${text}\r\n:1\r\n`
  wire.sends('SUBSCRIBE c\r\n', 1).gets(confirmed('c'), 1)
  // The first one's delivery to connection 1 is still on its way.
  wire.sends('PUBLISH c x\r\n', 2).gets(':1\r\n', 2)
  wire.sends('SUBSCRIBE c\r\n', 3).gets(confirmed('c'), 3)
  wire.sends('PUBLISH c x\r\n', 2).gets('*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n', 3)
  expect(wire.events.at(-1)).toMatchObject({ type: 'delivered', connection: 3, of: 2 })
})

test('a connection with a channel and two patterns gets three deliveries of one publish', () => {
  const wire = new Wire(2)
  const part = (...words: string[]): string =>
    `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`
  wire.sends('SUBSCRIBE c\r\nPSUBSCRIBE c* *\r\n')
  wire.gets('*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n')
  wire.gets(
    '*3\r\n$10\r\npsubscribe\r\n$2\r\nc*\r\n:2\r\n*3\r\n$10\r\npsubscribe\r\n$1\r\n*\r\n:3\r\n',
  )
  wire.sends('PUBLISH c x\r\n', 2)
  wire.gets(
    part('message', 'c', 'x') + part('pmessage', '*', 'c', 'x') + part('pmessage', 'c*', 'c', 'x'),
  )
  wire.gets(':3\r\n', 2)
  expect(wire.events.slice(3)).toMatchObject([
    { kind: 'channel', of: 1 },
    { kind: 'pattern', pattern: '*', of: 1 },
    { kind: 'pattern', pattern: 'c*', of: 1 },
    { type: 'published', id: 1, receivers: 3 },
  ])
})

test('what is no count of receivers is told as any reply is', () => {
  const { events } = new Wire().sends('PUBLISH c x\r\n').gets(':99999999999999999999\r\n')
  expect(events).toMatchObject([{ type: 'command', name: 'PUBLISH', reply: 'integer' }])
  expect(TapEvent.safeParse(events[0]).error).toBeUndefined()
})

test('a publish that was cut off may never have been done: it takes no message of another', () => {
  const x = '*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n'
  const wire = new Wire(3)
    .sends('SUBSCRIBE a\r\n')
    .gets('*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n')
    .sends('PUBLISH a x\r\n', 2)
    .closes('redis', 2)
  // Tried once more over another connection, and again.
  for (const ms of [500, 3_000, 0])
    wire.waits(ms).sends('PUBLISH a x\r\n', 3).gets(x, 1).gets(':1\r\n', 3)
  const told = wire.events.filter(({ type }) => type === 'delivered')
  expect(told).toMatchObject([{ oneOf: [1, 2] }, { oneOf: [2, 3] }, { of: 4 }])
})
