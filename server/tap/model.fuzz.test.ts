/** The tap beside a model of Redis in random interleavings: what it says is true, in order, and complete. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TapEvent } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import type { Truth } from './client.fixture.ts'
import { RedisModel, SCRIPT, type Own } from './redis.fixture.ts'

const channel = fc.constantFrom('a', 'ab')
const message = fc.constantFrom('x', 'y', 'x'.repeat(300), `${'x'.repeat(299)}y`)
const topicWord = fc.constantFrom('SUBSCRIBE', 'UNSUBSCRIBE', 'SSUBSCRIBE', 'SUNSUBSCRIBE')
const publish = fc.tuple(fc.constantFrom('PUBLISH', 'PUBLISH', 'SPUBLISH'), channel, message)
const plain: fc.Arbitrary<Words> = fc.oneof(
  { weight: 8, arbitrary: publish },
  { weight: 4, arbitrary: fc.tuple(topicWord, channel) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('PSUBSCRIBE', 'PUNSUBSCRIBE'), fc.constantFrom('a*', '*')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ['SUBSCRIBE', 'a', 'ab', 'a'],
      ['SUBSCRIBE', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
      ['SUBSCRIBE'],
      ['UNSUBSCRIBE'],
      ['PUNSUBSCRIBE'],
      ['SUNSUBSCRIBE'],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(['PING'], ['GET', 'm'], ['LRANGE', 'l', '0', '-1'], ['NOPE']),
  },
)
/** What was sent behind BLPOP is done when somebody pushes. */
const waiting: fc.Arbitrary<Words> = fc.constantFrom(['BLPOP', 'jobs', '0'], ['RPUSH', 'jobs', 'x'])
/** Those that change how the connection works. */
const modes: fc.Arbitrary<Words> = fc.constantFrom(
  ['HELLO', '3'],
  ['HELLO', '2'],
  ['MULTI'],
  ['EXEC'],
  ['DISCARD'],
  ['RESET'],
  ['WATCH', 'k'],
  ['SET', 'k', '1'],
  ['MONITOR'],
)

const OWN: readonly Own[] = ['amid', 'behind']
const owns = fc.constantFrom(...OWN)

interface Step {
  readonly client: number
  /** Commands sent together, one done by Redis, or so many bytes read by the relay. */
  readonly does: readonly Words[] | 'work' | number
  readonly ms: number
}

type Words = readonly string[]

function together(word: fc.Arbitrary<Words>): fc.Arbitrary<Words[]> {
  return fc.array(word, { minLength: 1, maxLength: 4 })
}

function inMulti(word: fc.Arbitrary<Words>): fc.Arbitrary<Words[]> {
  return together(word).map((words) => [['MULTI'], ...words, ['EXEC']])
}

const steps = (sent: fc.Arbitrary<Words[]>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      client: fc.nat(2),
      does: fc.oneof(
        { weight: 3, arbitrary: sent },
        { weight: 4, arbitrary: fc.constant('work' as const) },
        { weight: 3, arbitrary: fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 40 })) },
      ),
      ms: fc.constantFrom(0, 1, 1),
    }),
    { maxLength: 60 },
  )

function played(own: Own, all: readonly Step[], hello: Words[] = []): RedisModel {
  const redis = new RedisModel(3, own)
  for (const client of redis.clients) for (const words of hello) redis.send(client, words)
  redis.drain()
  for (const { client: index, does, ms } of all) {
    const client = redis.clients[index]
    if (client === undefined) continue
    redis.pass(ms)
    if (does === 'work') redis.work(client)
    else if (typeof does === 'number') redis.read(client, does)
    else for (const words of does) redis.send(client, words)
  }
  redis.pass(1)
  redis.drain()
  return redis
}

type Of<T extends TapEvent['type']> = Extract<TapEvent, { type: T }>

function of<T extends TapEvent['type']>(redis: RedisModel, type: T, connection?: number): Of<T>[] {
  return redis.events.filter(
    (event): event is Of<T> =>
      event.type === type &&
      (connection === undefined || ('connection' in event && event.connection === connection)),
  )
}

const KIND = { message: 'channel', pmessage: 'pattern', smessage: 'shard' } as const

/** Ids of publishes by connection and place. */
function idsOf(redis: RedisModel): Map<string, number> {
  const places = new Map<number, number>()
  return new Map(
    of(redis, 'published').map(({ connection, id }) => {
      const nth = (places.get(connection) ?? 0) + 1
      places.set(connection, nth)
      return [`${connection} ${nth}`, id]
    }),
  )
}

/** Connections that are not followed any more, as the tap says. */
function lostOf(redis: RedisModel): Set<number> {
  return new Set(of(redis, 'error').flatMap((one) => (one.name === '' ? [one.connection] : [])))
}

/** Of a connection that was lost, what was told before is true. */
function checkDeliveries(redis: RedisModel): void {
  const ids = idsOf(redis)
  const lost = lostOf(redis)
  for (const client of redis.clients) {
    const { number } = client
    const publishes = of(redis, 'published', number).length
    const told = of(redis, 'delivered', number)
    if (lost.has(number)) expect(publishes).toBeLessThanOrEqual(client.published)
    else expect(publishes).toBe(client.published)
    const truths = lost.has(number) ? client.truths.slice(0, told.length) : client.truths
    const facts = (truth: Truth): object => ({
      channel: truth.channel,
      kind: KIND[truth.kind],
      size: truth.message.length,
      message: truth.message.slice(0, 256),
    })
    expect(told).toMatchObject(truths.map(facts))
    for (const [index, truth] of truths.entries()) {
      const { of: one, oneOf = one === undefined ? [] : [one] } = told[index] ?? {}
      const true_ = truth.by && ids.get(`${truth.by.connection} ${truth.by.nth}`)
      // Whose answer was not told any more.
      if (true_ === undefined && truth.by && lost.has(truth.by.connection)) continue
      if (true_ === undefined) expect(one).toBeUndefined()
      else expect(oneOf).toContain(true_)
    }
  }
}

const anything = fc.oneof(
  { weight: 6, arbitrary: plain },
  { weight: 1, arbitrary: waiting },
  { weight: 2, arbitrary: modes },
)

fuzz(
  { of: 'the tap beside Redis', cases: 1_000 },
  'every message is told where it came, with a cause that is true',
  fc.property(owns, steps(fc.oneof(together(anything), inMulti(anything))), (own, sequence) => {
    const redis = played(own, sequence)
    checkDeliveries(redis)
    expect(of(redis, 'error').filter(({ name }) => name === '')).toEqual([])
  }),
)

const X = ['PUBLISH', 'a', 'x']
const AB = ['SUBSCRIBE', 'ab']
const NOT_AB = ['UNSUBSCRIBE', 'ab']

describe.each(OWN)('where own messages come %s the reply', (own) => {
  test('a MULTI in a MULTI changes nothing of what the first one holds', () => {
    const words = [['MULTI'], ['SUBSCRIBE', 'a'], ['PUBLISH', 'a', 'x']]
    const again = [['MULTI'], ['PUBLISH', 'a', 'y'], ['SUBSCRIBE', 'a'], ['EXEC']]
    const redis = played(own, [{ client: 0, does: [...words, ...again], ms: 0 }])
    checkDeliveries(redis)
    expect(of(redis, 'delivered').map((event) => event.of)).toEqual([1, 2])
  })

  test('HELLO in a MULTI changes how what stands behind it is written', () => {
    const held = [
      ['HELLO', '2'],
      ['PUBLISH', 'a', 'x'],
      ['HELLO', '3'],
      ['PUBLISH', 'a', 'y'],
    ]
    const does = [['HELLO', '3'], ['SUBSCRIBE', 'a'], ['MULTI'], ...held, ['EXEC']]
    const redis = played(own, [{ client: 0, does: [...does, ['PUBLISH', 'a', 'z']], ms: 0 }])
    checkDeliveries(redis)
    expect(of(redis, 'delivered').map((event) => event.of)).toEqual([1, 2, 3])
    const names = of(redis, 'command').map(({ name }) => name)
    expect(names).toEqual(['HELLO', 'MULTI', 'HELLO', 'HELLO', 'EXEC'])
  })

  test.each<{ what: string; before?: Words[]; sent: Words[] }>([
    { what: 'while subscribed', before: [AB], sent: [X, NOT_AB, X] },
    {
      what: 'with its MULTI',
      before: [AB],
      sent: [['MULTI'], X, NOT_AB, X, ['EXEC']],
    },
    { what: 'behind a HELLO', before: [['HELLO', '3'], AB], sent: [['HELLO', '2'], X, NOT_AB, X] },
    {
      what: 'behind a RESET',
      before: [['HELLO', '3'], AB],
      sent: [['RESET'], AB, X, NOT_AB, X],
    },
    {
      what: 'in a MULTI behind a HELLO',
      before: [['HELLO', '3'], AB],
      sent: [['HELLO', '2'], ['MULTI'], X, NOT_AB, X],
    },
    { what: 'for a mistake in its MULTI', sent: [['MULTI'], ['NOPE'], X, ['EXEC'], X] },
    {
      what: 'for a key that changed',
      before: [['WATCH', 'k']],
      sent: [['SET', 'k', '1'], ['MULTI'], X, ['EXEC'], X],
    },
  ])('a publish that Redis refuses $what takes no message of the next', ({ before = [], sent }) => {
    const redis = new RedisModel(2, own)
    const [one, other] = redis.clients
    if (one === undefined || other === undefined) throw new Error('no clients')
    redis.send(one, ['SUBSCRIBE', 'a'])
    for (const words of before) redis.send(other, words)
    redis.drain()
    redis.pass(1)
    for (const words of sent) redis.send(other, words)
    // The message is read before what became of the publishes.
    redis.drain()
    checkDeliveries(redis)
    expect(of(redis, 'delivered', 1)).toHaveLength(1)
  })

  test.each<{ what: string; sent: Words[] }>([
    { what: 'a refused publish', sent: [X] },
    { what: 'a refused CLIENT REPLY', sent: [['CLIENT', 'REPLY', 'ON']] },
  ])('with CLIENT REPLY OFF $what waits for no reply in RESP2', ({ sent }) => {
    const redis = new RedisModel(1, own)
    const [client] = redis.clients
    if (client === undefined) throw new Error('no client')
    const off = ['CLIENT', 'REPLY', 'OFF']
    for (const words of [off, AB, ...sent, ['UNSUBSCRIBE'], ['CLIENT', 'REPLY', 'ON'], ['NOPE']]) {
      redis.send(client, words)
      redis.pass(1)
      redis.drain()
    }
    checkDeliveries(redis)
    expect(of(redis, 'unsubscribed')).toHaveLength(1)
    expect(of(redis, 'error')).toMatchObject([{ name: 'NOPE' }])
  })

  test('commands on CLIENT in a MULTI are as silent as others', () => {
    const held = [['MULTI'], ['CLIENT', 'ID'], ['CLIENT', 'SETNAME', 'off'], ['EXEC']]
    const off = ['CLIENT', 'REPLY', 'OFF']
    const redis = played(own, [
      { client: 0, does: [off, ...held, ['CLIENT', 'REPLY', 'ON'], ['NOPE']], ms: 0 },
    ])
    expect(of(redis, 'error')).toMatchObject([{ name: 'NOPE' }])
  })
})

const silent = fc.constantFrom('ON', 'OFF', 'SKIP').map((how) => ['CLIENT', 'REPLY', how])
const script = fc
  .tuple(channel, message, fc.constantFrom('0', '1', '1', '3'))
  .map((args) => ['EVAL', SCRIPT, '0', ...args])
const quietly = fc.oneof(
  { weight: 6, arbitrary: plain },
  { weight: 1, arbitrary: waiting },
  { weight: 1, arbitrary: silent },
  { weight: 2, arbitrary: script },
)

fuzz(
  { of: 'the tap beside scripts', cases: 1_000 },
  'what scripts and silent commands publish is never laid on another',
  fc.property(
    owns,
    steps(fc.oneof(together(quietly), inMulti(fc.oneof(publish, script, waiting)))),
    (own, sequence) => {
      const redis = played(own, sequence, [['HELLO', '3']])
      checkDeliveries(redis)
      expect([...lostOf(redis)]).toEqual([])
    },
  ),
)

/** How Redis answers where it does. */
const KINDS: Readonly<Record<string, RegExp>> = {
  ...{ 'CLIENT REPLY': /^status$/, MULTI: /^status$/, DISCARD: /^status$/, RESET: /^status$/ },
  ...{ SET: /^status$/, WATCH: /^status$/, PING: /^(status|array)$/, HELLO: /^(map|array)$/ },
  ...{
    EXEC: /^(array|nil)$/,
    LRANGE: /^array$/,
    GET: /^string$/,
    EVAL: /^nil$/,
    MONITOR: /^status$/,
  },
  ...{ BLPOP: /^(array|nil)$/, RPUSH: /^integer$/ },
}

/** No reply was laid on another command. */
function checkReplies(redis: RedisModel): void {
  for (const { name, reply } of of(redis, 'command')) {
    const kinds = KINDS[name] ?? (name.endsWith('UNSUBSCRIBE') ? /^nil$/ : /^$/)
    if (reply !== 'none')
      expect({ name, reply }).toEqual({ name, reply: expect.stringMatching(kinds) })
  }
}

const anyhow = fc.oneof({ weight: 3, arbitrary: quietly }, { weight: 1, arbitrary: modes })

fuzz(
  { of: 'the tap beside silence', cases: 1_000 },
  'what is told of a connection whose commands are silent is true as far as it is followed',
  fc.property(owns, fc.array(together(anyhow), { maxLength: 12, size: 'max' }), (own, groups) => {
    const redis = new RedisModel(1, own)
    const [client] = redis.clients
    if (client === undefined) throw new Error('no client')
    for (const words of groups) {
      for (const each of words) redis.send(client, each)
      redis.pass(1)
      redis.drain()
    }
    checkDeliveries(redis)
    checkReplies(redis)
  }),
)

const steadily = fc.array(fc.record({ client: fc.nat(2), words: plain }), { maxLength: 40 })

fuzz(
  { of: 'the tap, one by one', cases: 1_000 },
  'without overlap every cause is named',
  fc.property(owns, steadily, (own, sequence) => {
    const redis = new RedisModel(3, own)
    for (const { client: index, words } of sequence) {
      const client = redis.clients[index]
      if (client === undefined) continue
      redis.send(client, words)
      redis.pass(1)
      redis.work(client)
      for (const each of redis.clients) redis.read(each)
      redis.pass(1)
    }
    checkDeliveries(redis)
    expect(of(redis, 'delivered').every((event) => event.of !== undefined)).toBe(true)
  }),
)
