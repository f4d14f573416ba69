/** Publishing by hand, against a real Redis. */
import { Duplex, PassThrough } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { Publisher } from './publisher.ts'
import { RealRedis } from '../test/realRedis.ts'

let redis: RealRedis
beforeAll(async () => {
  redis = await RealRedis.start()
})
afterAll(() => redis.stop())
beforeEach(() => redis.up())

function publisher(): Publisher {
  const made = new Publisher(redis.open)
  onTestFinished(() => made.dispose())
  return made
}

test('it tells how many received the message', async () => {
  const hands = publisher()
  expect(await hands.publish('news', 'one')).toEqual({ receivers: 0 })
  const first = await redis.send('SUBSCRIBE', 'news')
  await first.says('subscribe')
  const second = await redis.send('PSUBSCRIBE', 'n*')
  await second.says('psubscribe')
  expect(await hands.publish('news', 'two')).toEqual({ receivers: 2 })
  await first.says('two')
})

test('who monitors Redis sees the messages and nothing else of ours', async () => {
  const monitor = await redis.send('MONITOR')
  await monitor.says('OK')
  const hands = publisher()
  await hands.publish('news', 'first')
  await hands.publish('news', 'last')
  await monitor.says('"last"')
  expect(monitor.lines().map((line) => line.replace(/^.*\] /, ''))).toEqual([
    '+OK',
    '"publish" "news" "first"',
    '"publish" "news" "last"',
  ])
})

test('while Redis is away it says so, and it works again when Redis is back', async () => {
  const hands = publisher()
  expect(await hands.publish('away', 'one')).toEqual({ receivers: 0 })
  await redis.down()
  const away = { say: 'Redis of your lab does not answer. Publish again when it runs.' }
  expect(await hands.publish('away', 'two')).toEqual(away)
  expect(await hands.publish('away', 'three')).toEqual(away)
  await redis.up()
  expect(await hands.publish('away', 'four')).toEqual({ receivers: 0 })
})

test('an error of Redis is told in its own words', async () => {
  const hands = publisher()
  await redis.ask('ACL', 'SETUSER', 'default', 'resetchannels')
  onTestFinished(async () => void (await redis.ask('ACL', 'SETUSER', 'default', 'allchannels')))
  expect(await hands.publish('news', 'one')).toEqual({
    say: expect.stringContaining('Redis says: NOPERM') as unknown,
  })
})

test.each([
  ['no number', '+1\r\n', 'say'],
  ['more than was asked for', ':1\r\n$-1\r\n', 'receivers'],
  ['arrays in arrays', '*1\r\n'.repeat(9_000), 'say'],
  ['no whole number', ':x\r\n', 'say'],
  ['no RESP', 'HTTP/1.1 200 OK\r\n', 'say'],
])('a Redis that a program took over, and answers %s, is away at most', async (_, answer, told) => {
  const way = new PassThrough()
  const hands = new Publisher(() => Duplex.from({ readable: way, writable: new PassThrough() }))
  const came = hands.publish('news', 'one')
  way.end(answer)
  expect(Object.keys(await came)).toEqual([told])
})
