import { execFileSync, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { freePort } from '../test/freePort.ts'
import { storeContract } from './contract.ts'
import { openProgress, type ProgressStore } from './index.ts'

const UID = process.getuid?.() === 0 ? 64_001 : undefined
const { redisServer, libraries } = readConfig([], {}).paths
let folder = ''
const logged: string[] = []

function open(where: string, url?: string): Promise<ProgressStore> {
  return openProgress({
    url,
    binary: redisServer,
    libraries,
    folder: where,
    uid: UID,
    log: (line) => logged.push(line),
  })
}

/** Process ids of Redis servers whose working directory is `where`. */
function processes(where: string): number[] {
  const found = execFileSync('sh', ['-c', 'ls -l /proc/[0-9]*/cwd 2>/dev/null || true'])
  return [...found.toString().matchAll(/\/proc\/(\d+)\/cwd -> (.*)$/gm)].flatMap(([, pid, cwd]) =>
    cwd === where ? [Number(pid)] : [],
  )
}

function change(store: ProgressStore, to: boolean): Promise<void> {
  return new Promise((resolve) => {
    store.onChange((up) => {
      if (up === to) resolve()
    })
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backchannel-progress-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('embedded Redis', () => {
  let store: ProgressStore
  beforeAll(async () => (store = await open(join(folder, 'one'))))
  afterAll(() => store.dispose())

  storeContract(() => store)

  test('it belongs to the labs’ user and listens on no port', async () => {
    const [pid] = processes(join(folder, 'one'))
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(`${UID ?? process.getuid?.()}`)
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toMatch(/:\d+/)
  })

  test('killed, it is told as away, and comes back by itself with everything', async () => {
    await store.save('ada', [{ key: 'place', at: 1, value: '"x"' }])
    // Written to disk every second: the file is what survives.
    const file = join(folder, 'one/appendonlydir/appendonly.aof.1.incr.aof')
    await expect.poll(() => readFile(file, 'utf8')).toContain('progress:ada')
    const [down, up] = [change(store, false), change(store, true)]
    for (const pid of processes(join(folder, 'one'))) process.kill(pid, 'SIGKILL')
    await down
    expect(await store.save('ada', [{ key: 'place', at: 2, value: '"y"' }])).toBe(false)
    expect(await store.load('ada')).toBeUndefined()
    await up
    expect(await store.load('ada')).toEqual([{ key: 'place', at: 1, value: '"x"' }])
  })

  test('a second server leaves the folder alone and says so', async () => {
    const second = await open(join(folder, 'one'))
    await expect.poll(() => logged.join()).toContain('another server uses')
    await second.dispose()
    expect(await store.load('ada')).toHaveLength(1)
  })
})

test('what was saved is there after an orderly restart, and nothing runs in between', async () => {
  const where = join(folder, 'two')
  const first = await open(where)
  await first.save('ada', [{ key: 'k', at: 1, value: 'v' }])
  await first.dispose()
  expect(processes(where)).toEqual([])
  const again = await open(where)
  expect(await again.load('ada')).toEqual([{ key: 'k', at: 1, value: 'v' }])
  await again.dispose()
})

test('a folder too deep for a socket’s path works, too', async () => {
  const where = join(folder, 'd'.repeat(60), 'e'.repeat(60))
  await mkdir(where, { recursive: true })
  const store = await open(where)
  expect(store.up).toBe(true)
  await store.dispose()
})

test('when the server is killed outright, its Redis goes with it', async () => {
  const where = join(folder, 'three')
  const code = `
    import { openProgress } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    const store = await openProgress({ binary: ${JSON.stringify(redisServer)}, folder: ${JSON.stringify(where)},
      uid: ${UID}, url: undefined, libraries: ${JSON.stringify(libraries)}, log: () => undefined })
    process.stdout.write(store.up ? 'up' : 'away')
    setInterval(() => undefined, 1000)`
  const child = spawn('node', ['--import', 'tsx', '--input-type=module', '-e', code])
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  )
  expect(said).toBe('up')
  expect(processes(where)).toHaveLength(1)
  child.kill('SIGKILL')
  await expect.poll(() => processes(where)).toEqual([])
})

describe('a Redis of the host', () => {
  let server: ReturnType<typeof spawn>
  let store: ProgressStore
  let port = 0
  const start = (): void => {
    server = spawn(redisServer, ['--port', `${port}`, '--save', '', '--bind', '127.0.0.1'], {
      cwd: folder,
      env: { LD_LIBRARY_PATH: libraries ?? '' },
      stdio: 'ignore',
    })
  }
  beforeAll(async () => {
    port = await freePort()
    start()
    store = await open(folder, `redis://127.0.0.1:${port}/3`)
  })
  afterAll(async () => {
    await store.dispose()
    server.kill('SIGKILL')
  })

  storeContract(() => store)

  test('[PR4] from three quarters of its memory on it is nearly full, and told once', async () => {
    const redis = new Redis(port, '127.0.0.1')
    onTestFinished(() => redis.disconnect())
    const used = /used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]
    const save = async (at: number): Promise<boolean> => {
      expect(await store.save('dia', [{ key: 'k', at, value: 'v' }])).toBe(true)
      return store.scarce
    }
    expect(await save(1)).toBe(false)
    await redis.config('SET', 'maxmemory', `${Math.round(Number(used) * 1.2)}`)
    expect([await save(2), await save(3)]).toEqual([true, true])
    expect(logged.filter((line) => /% of its memory is used/.test(line))).toHaveLength(1)
    await redis.config('SET', 'maxmemory', '0')
    expect(await save(4)).toBe(false)
  })

  test('[PR2] while it hangs, calls fail within about a second', async () => {
    server.kill('SIGSTOP')
    // Of the test's own time: a busy machine may be late with all that it does.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const calls = [store.save('ada', [{ key: 'k', at: 1, value: 'v' }]), store.load('ada')]
    await vi.advanceTimersByTimeAsync(1_500)
    expect(await Promise.all(calls)).toEqual([false, undefined])
    vi.useRealTimers()
    server.kill('SIGCONT')
    await expect.poll(() => store.load('bea')).toEqual([])
  })

  test('[PR3] gone and back, it is told, and used again by itself', async () => {
    const [down, up] = [change(store, false), change(store, true)]
    server.kill('SIGKILL')
    await down
    start()
    await up
    expect(await store.save('ada', [{ key: 'k', at: 1, value: 'v' }])).toBe(true)
  })
})
