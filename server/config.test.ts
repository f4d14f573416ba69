import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, isLoopback, readConfig } from './config.ts'

test('without flags and environment it is localhost, 5177, sandboxed', () => {
  const config = readConfig([], {})
  expect(config).toMatchObject({ port: 5177, host: 'localhost', sandbox: true })
  expect(config.redisUrl).toBeUndefined()
  expect(Object.isFrozen(config)).toBe(true)
  const { libraries: _, ...paths } = config.paths
  expect(Object.values(paths).every((path) => path === undefined || isAbsolute(path))).toBe(true)
  expect(existsSync(config.paths.supervisor)).toBe(true)
})

test('flags win over the environment, and empty variables are none', () => {
  const env = { PORT: '1000', HOST: 'a.example', REDIS_URL: '' }
  expect(readConfig([], env)).toMatchObject({ port: 1000, host: 'a.example', redisUrl: undefined })
  expect(readConfig(['--port', '2000', '--host=::1'], env)).toMatchObject({
    port: 2000,
    host: '::1',
  })
  expect(readConfig([], { PORT: '', HOST: '' })).toMatchObject({ port: 5177, host: 'localhost' })
})

test('how many labs, and when idle ones give way, is the host’s to say', () => {
  expect(readConfig([], {})).toMatchObject({ labs: undefined, idleMs: undefined })
  expect(readConfig(['--labs', '2'], { IDLE: '30' })).toMatchObject({ labs: 2, idleMs: 30_000 })
})

test.each<[string[], Record<string, string>, string]>([
  [['--port', 'x'], {}, 'The port must be a number up to 65535, not x.'],
  [['--port', '70000'], {}, 'The port must be a number up to 65535, not 70000.'],
  [[], { PORT: '-1' }, 'The port must be a number up to 65535, not -1.'],
  [['--labs', '0'], {}, '--labs is a whole number above 0, not 0.'],
  [[], { IDLE: '1.5' }, '--idle is a whole number above 0, not 1.5.'],
  [['--sandbox', 'maybe'], {}, '--sandbox is on or off, not maybe.'],
  [
    ['--sandbox', 'off', '--host', '10.0.0.1'],
    {},
    '--sandbox off is for this machine alone: leave out --host 10.0.0.1.',
  ],
  [[], { REDIS_URL: 'localhost:6379' }, 'REDIS_URL must begin with redis:// or rediss://.'],
  [
    ['--prot', '1'],
    {},
    "Unknown option '--prot'. Known: --port, --host, --sandbox, --lessons, --progress, --labs,",
  ],
  [['here'], {}, "Unexpected argument 'here'. Known: --port, --host,"],
  [
    ['--sandbox', 'off', '--public-url', 'https://play.example'],
    {},
    '--sandbox off is for this machine alone: leave out --public-url.',
  ],
])('%j with %j says what to do', (args, env, say) => {
  expect(() => readConfig(args, env)).toThrow(ConfigError)
  expect(() => readConfig(args, env)).toThrow(say)
})

test('paths are those of where they were typed, which npm tells', () => {
  const flags = ['--lessons', 'course', '--progress', '../kept']
  expect(readConfig(flags, { INIT_CWD: '/home/ada' }).paths).toMatchObject({
    lessons: '/home/ada/course',
    progress: '/home/kept',
  })
  expect(readConfig(flags, {}).paths.lessons).toBe(resolve('course'))
  expect(readConfig(['--lessons', '/a'], { INIT_CWD: '/home/ada' }).paths.lessons).toBe('/a')
})

test('loopback is told from the name alone', () => {
  expect(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true)
  expect(
    ['0.0.0.0', '::', 'localhost.example', '128.0.0.1', '127.0.0.1.example'].some(isLoopback),
  ).toBe(false)
})
