/** What a session tells of its lab's traffic, over a scripted lab. */
import { expect, test } from 'vitest'
import type { SessionEvent, TapEvent } from '../protocol/index.ts'
import type { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'

const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
const message = (channel: string, payload: string): string => command('message', channel, payload)

const TYPES = new Set<string>([
  'connected',
  'command',
  'published',
  'lost',
  'delivered',
  'subscribed',
  'unsubscribed',
  'disconnected',
  'error',
  'dropped',
])

function isTap(event: SessionEvent): event is TapEvent {
  return TYPES.has(event.type)
}

class Wire {
  readonly visit = new Visit()
  tab: Tab | undefined

  /** A learner, and their program `first` as run 1 of the lab. */
  async begin(): Promise<void> {
    this.tab = await this.visit.open()
    await this.visit.run(this.tab, 'first')
    this.visit.last.started()
  }

  opens(connection: number, run?: number): void {
    const at = this.visit.time.now()
    const owner = run === undefined ? {} : { run, process: 2, thread: 2 }
    this.visit.lab.traffic({ type: 'opened', connection, at, ...owner })
  }

  says(connection: number, from: 'program' | 'redis', text: string): void {
    const at = this.visit.time.now()
    this.visit.lab.traffic({ type: 'bytes', connection, at, from, bytes: Buffer.from(text) })
  }

  closes(connection: number): void {
    const at = this.visit.time.now()
    this.visit.lab.traffic({ type: 'closed', connection, at, by: 'program' })
  }

  subscribes(connection: number, channel: string): void {
    this.says(connection, 'program', command('SUBSCRIBE', channel))
    const size = Buffer.byteLength(channel)
    this.says(connection, 'redis', `*3\r\n$9\r\nsubscribe\r\n$${size}\r\n${channel}\r\n:1\r\n`)
  }

  /** What the tab has heard of the traffic. */
  async heard(): Promise<TapEvent[]> {
    await this.visit.time.pass(20)
    return this.tab?.events.map(({ event }) => event).filter(isTap) ?? []
  }
}

async function begun(): Promise<Wire> {
  const wire = new Wire()
  await wire.begin()
  return wire
}

test('[TAP1] events name the connection, the program and the run', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.says(1, 'program', command('set', 'key', 'value'))
  wire.says(1, 'redis', '+OK\r\n')
  expect(await wire.heard()).toMatchObject([
    { type: 'connected', connection: 1, program: 'first', run: 1, process: 2 },
    { type: 'command', connection: 1, program: 'first', run: 1, name: 'SET', reply: 'status' },
  ])
})

test('[TAP1] a connection whose owner was gone too soon has no program', async () => {
  const wire = await begun()
  wire.opens(1)
  expect(await wire.heard()).toMatchObject([{ type: 'connected', program: '' }])
})

test('[TAP2] a connection’s events are in the order of its traffic', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.subscribes(1, 'news')
  wire.says(1, 'redis', message('news', 'hi'))
  wire.closes(1)
  expect((await wire.heard()).map(({ type }) => type)).toEqual([
    'connected',
    'subscribed',
    'delivered',
    'disconnected',
  ])
})

test('[TAP2] a lab that goes ends its connections before it is said to be lost', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.visit.lab.dispose()
  await wire.heard()
  wire.says(1, 'program', command('PING'))
  expect(await wire.heard()).toMatchObject([
    { type: 'connected' },
    { type: 'disconnected', connection: 1, by: 'lab' },
  ])
  expect(wire.tab?.events.at(-1)?.event).toMatchObject({ type: 'lab', lab: { type: 'lost' } })
})

test('[TAP3] published comes with its reply, lost right after it', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.says(1, 'program', command('PUBLISH', 'news', 'hi'))
  expect(await wire.heard()).toMatchObject([{ type: 'connected' }])
  wire.says(1, 'redis', ':0\r\n')
  expect((await wire.heard()).slice(1)).toMatchObject([
    { type: 'published', id: 1, channel: 'news', message: 'hi', size: 2, receivers: 0 },
    { type: 'lost', id: 1, channel: 'news', message: 'hi', size: 2 },
  ])
})

test('[TAP4] one publish that can have caused it is named, and several are all named', async () => {
  const wire = await begun()
  for (const connection of [1, 2, 3]) wire.opens(connection, 1)
  wire.subscribes(1, 'news')
  await wire.heard()
  wire.says(2, 'program', command('PUBLISH', 'news', 'one'))
  wire.says(1, 'redis', message('news', 'one'))
  wire.says(2, 'redis', ':1\r\n')
  wire.says(2, 'program', command('PUBLISH', 'news', 'two'))
  wire.says(3, 'program', command('PUBLISH', 'news', 'two'))
  wire.says(1, 'redis', message('news', 'two') + message('news', 'two'))
  const delivered = (await wire.heard()).filter(({ type }) => type === 'delivered')
  expect(delivered).toMatchObject([{ of: 1 }, { oneOf: [2, 3] }, { oneOf: [2, 3] }])
})

test('[TAP5] the thread that reads a connection is named with what is delivered to it', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.subscribes(1, 'news')
  wire.visit.last.does({
    at: wire.visit.time.now(),
    process: 2,
    thread: 'Thread-1 (listen)',
    id: 3,
    daemon: true,
    state: 'waiting',
    for: 'redis',
    connection: 1,
  })
  wire.says(1, 'redis', message('news', 'hi'))
  expect((await wire.heard()).at(-1)).toMatchObject({ thread: 'Thread-1 (listen)' })
})

test('[TAP6] what is not understood is told once', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  wire.says(1, 'program', '*many\r\n')
  wire.says(1, 'program', command('PING'))
  wire.closes(1)
  expect(await wire.heard()).toMatchObject([
    { type: 'connected' },
    { type: 'error', name: '', say: 'Not followed any more: a length that is no number.' },
    { type: 'disconnected' },
  ])
})

test('[TAP7] of a flood some is let go of, and said so by type; connections are kept', async () => {
  const wire = await begun()
  wire.opens(1, 1)
  const [many, told] = [10_000, 6_000]
  wire.says(1, 'program', command('PUBLISH', 'news', 'hi').repeat(many))
  wire.says(1, 'redis', ':0\r\n'.repeat(many))
  wire.closes(1)
  const events = await wire.heard()
  const kept = events.filter(({ type }) => type === 'published' || type === 'lost')
  const dropped = events.flatMap((event) => (event.type === 'dropped' ? [event] : []))
  expect(kept).toHaveLength(told)
  expect(dropped).toMatchObject([{ count: 2 * many - told, of: { published: 7_000, lost: 7_000 } }])
  expect(events.some(({ type }) => type === 'disconnected')).toBe(true)
})
