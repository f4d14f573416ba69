import { afterAll, beforeAll, expect, test } from 'vitest'
import { RealRedis } from '../test/realRedis.ts'
import { askCommands } from './docs.ts'

let redis: RealRedis
beforeAll(async () => {
  redis = await RealRedis.start()
})
afterAll(() => redis.stop())

test('commands are told with their arguments and one sentence', async () => {
  const commands = await askCommands(redis.open)
  const find = (name: string) => commands.find((one) => one.name === name)
  expect(find('PUBLISH')).toEqual({
    name: 'PUBLISH',
    args: 'channel message',
    // Redis 7.0 and those after it word it otherwise.
    summary: expect.stringMatching(/^Posts? a message to a channel\.?$/),
  })
  expect(find('SET')?.args).toBe(
    'key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]',
  )
  expect(find('SUBSCRIBE')?.args).toBe('channel [channel ...]')
  expect(find('CONFIG SET')?.args).toBe('parameter value [parameter value ...]')
  expect(find('HELLO')?.args).toBe('[protover [AUTH username password] [SETNAME clientname]]')
  expect(find('CONFIG')).toBeUndefined()
  expect(commands.length).toBeGreaterThan(300)
})

test('where Redis is away, asking fails', async () => {
  await redis.down()
  await expect(askCommands(redis.open)).rejects.toThrow('Connection is closed')
})
