import { expect, test } from 'vitest'
import { SmallRedis } from '../test/smallRedis.ts'
import { Visit } from '../test/visit.ts'
import { IDLE_MS, UNUSED_MS } from './idleness.ts'

const MESSAGE = { type: 'publish', channel: 'news', message: 'hello' } as const

test('[HAND1] publish is answered with what Redis returned', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  const redis = new SmallRedis(() => ':2\r\n')
  visit.lab.way = redis.open
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(20)
  expect(tab.got('published')).toEqual([{ type: 'published', id: 1, receivers: 2 }])
  expect(redis.heard).toEqual(['*3\r\n$7\r\npublish\r\n$4\r\nnews\r\n$5\r\nhello\r\n'])
})

test('[HAND1] publish opens a lab and waits for it', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(20)
  expect(tab.all('lab').at(-1)?.lab.type).toBe('queued')
  expect(tab.got('published')).toEqual([])
  visit.pool.give()
  visit.lab.way = new SmallRedis(() => ':0\r\n').open
  await visit.time.pass(20)
  expect(tab.got('published')).toEqual([{ type: 'published', id: 1, receivers: 0 }])
})

test('[HAND1] who leaves the line does not publish', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(20)
  tab.say({ type: 'leaveQueue', id: 2 })
  await visit.time.pass(20)
  expect(tab.got('refused')).toMatchObject([{ id: 1, code: 'no-lab' }])
})

test('[HAND2] without Redis publish is refused', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(20)
  expect(tab.got('refused')).toMatchObject([
    {
      id: 1,
      code: 'unavailable',
      say: 'Redis of your lab does not answer. Publish again when it runs.',
    },
  ])
})

test('[HAND2] an error of Redis is told in its own words', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  visit.lab.way = new SmallRedis(() => '-OOM too full\r\n').open
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(20)
  expect(tab.got('refused')).toMatchObject([
    { code: 'unavailable', say: 'Redis says: OOM too full' },
  ])
})

test('[HAND3] who publishes by hand keeps the lab as one who runs programs', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  visit.lab.way = new SmallRedis(() => ':0\r\n').open
  await visit.time.pass(UNUSED_MS - 1_000)
  tab.say({ ...MESSAGE, id: 1 })
  await visit.time.pass(IDLE_MS - 1_000)
  expect(visit.lab.disposed).toBe(false)
  await visit.time.pass(2_000)
  expect(visit.lab.disposed).toBe(true)
})

test('[HAND4] cut asks the lab to cut that connection', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'cut', id: 1, connection: 7 })
  await visit.time.pass(20)
  expect(tab.got('ok')).toEqual([{ type: 'ok', id: 1 }])
  expect(visit.lab.cuts).toEqual([7])
})

test('[HAND4] without a lab there is nothing to cut', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  tab.say({ type: 'cut', id: 1, connection: 7 })
  await visit.time.pass(20)
  expect(tab.got('refused')).toMatchObject([{ id: 1, code: 'no-lab' }])
})
