import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { sharedStore, type SharedStore } from './sharedCode.ts'

const DAYS_30 = 30 * 24 * 3600
let folder = ''
let server: ChildProcess
let redis: Redis
let store: SharedStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backchannel-shared-'))
  const { redisServer, libraries } = readConfig([], {}).paths
  const path = join(folder, 'redis.sock')
  server = spawn(redisServer, ['--port', '0', '--unixsocket', path, '--save', ''], {
    cwd: folder,
    env: { LD_LIBRARY_PATH: libraries ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  redis = new Redis({ path, commandTimeout: 60_000, retryStrategy: () => 20 })
  redis.on('error', () => undefined)
  // Until its socket is there, it only fails: `once` of events would give up.
  await new Promise((resolve) => redis.once('ready', resolve))
  store = sharedStore(redis, { anHour: 3, chars: 1_000 })
})
beforeEach(() => redis.flushall())
afterAll(async () => {
  redis.disconnect()
  server.kill()
  await rm(folder, { recursive: true, force: true })
})

async function keep(learner: string, code: string): Promise<string> {
  const kept = await store.keep(learner, code)
  if (kept.type !== 'kept') throw new Error(kept.type)
  return kept.id
}

test('[SH1] what is kept is found for 30 days under an id that nobody guesses', async () => {
  const before = Date.now()
  const [one, two] = [await store.keep('ada', '1.abc'), await keep('ada', '1.abc')]
  if (one.type !== 'kept') throw new Error(one.type)
  expect(one.id).toMatch(/^[\w-]{22}$/)
  expect(two).not.toBe(one.id)
  expect(one.until - before - DAYS_30 * 1000).toBeLessThan(60_000)
  expect(await store.find(one.id)).toEqual({ type: 'found', code: '1.abc' })
  expect(await redis.ttl(`backchannel:{shared}:${one.id}`)).toBeGreaterThan(DAYS_30 - 60)
  await redis.pexpire(`backchannel:{shared}:${one.id}`, 0)
  expect(await store.find(one.id)).toEqual({ type: 'unknown' })
})

test('[SH3] a learner keeps so many an hour, and no other learner waits for that', async () => {
  for (let at = 0; at < 3; at++) await keep('ada', `1.${at}`)
  expect(await store.keep('ada', '1.more')).toEqual({ type: 'too-many' })
  await keep('bea', '1.x')
  expect(await redis.ttl('backchannel:{shared}:by:ada')).toBeGreaterThan(3_500)
  await redis.pexpire('backchannel:{shared}:by:ada', 0)
  await keep('ada', '1.again')
})

test('[SH3] all together have a limit; what is kept stays, and what expired makes room', async () => {
  const first = await keep('ada', '1'.repeat(600))
  expect(await store.keep('bea', '2'.repeat(401))).toEqual({ type: 'full' })
  const second = await keep('bea', '2'.repeat(400))
  expect(await store.find(first)).toEqual({ type: 'found', code: '1'.repeat(600) })
  // As if 30 days had passed for the first.
  await redis.zadd('backchannel:{shared}:index', 1, `600 ${first}`)
  const third = await keep('cid', '3'.repeat(600))
  expect(await store.find(second)).toEqual({ type: 'found', code: '2'.repeat(400) })
  expect(await store.find(third)).toEqual({ type: 'found', code: '3'.repeat(600) })
  expect(await redis.get('backchannel:{shared}:sum')).toBe('1000')
})

test('[SH3] when three quarters are taken it says so, until there is room again', async () => {
  await keep('ada', '1'.repeat(750))
  expect(store.scarce).toBe(false)
  const last = await keep('bea', '2'.repeat(100))
  expect(store.scarce).toBe(true)
  expect(await store.find(last)).toMatchObject({ type: 'found' })
  expect(await store.keep('bea', '2'.repeat(200))).toEqual({ type: 'full' })
  expect(store.scarce).toBe(true)
  await redis.flushall()
  await keep('cid', '3')
  expect(store.scarce).toBe(false)
})

test('while Redis is away that is said, soon', async () => {
  const away = new Redis({ path: join(folder, 'nobody.sock'), maxRetriesPerRequest: 0 })
  away.on('error', () => undefined)
  const there = sharedStore(away)
  expect(await there.keep('ada', '1.a')).toEqual({ type: 'away' })
  expect(await there.find('x'.repeat(22))).toEqual({ type: 'away' })
  away.disconnect()
})
