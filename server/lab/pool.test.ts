/** The pool with real labs: warm, bounded, queued, replaced, and gone without a trace. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Lab, Pool } from './lab.ts'
import { SERVER_LIMITS } from './limits.ts'
import { defaultCapacity, openPool, type PoolOptions } from './pool.ts'
import { testPaths } from './testPaths.ts'

const log: string[] = []
const pools: Pool[] = []

async function open(options: Partial<PoolOptions> = {}): Promise<Pool> {
  const pool = await openPool({
    paths: testPaths,
    log: (line) => log.push(line),
    warm: 1,
    ...options,
  })
  pools.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()))
})

async function take(pool: Pool): Promise<Lab> {
  const lab = await pool.take(() => undefined).lab
  if (lab === undefined) throw new Error('no lab')
  return lab
}

interface Outcome {
  readonly text: string
  readonly reason: unknown
}

function run(lab: Lab, source: string): Promise<Outcome> {
  return new Promise((resolve) => {
    let text = ''
    lab.run(
      {
        dir: 's',
        files: { 'main.py': source },
        argv: ['python', 'main.py'],
        input: false,
        wallMs: 60_000,
      },
      {
        started: () => undefined,
        activity: () => undefined,
        output: (_, _stream, bytes) => (text += bytes.toString()),
        beat: () => undefined,
        ended: (_, reason) => {
          resolve({ text, reason })
        },
      },
    )
  })
}

/** Processes of the sandbox that name this clone's supervisor and descend from `parent`. */
function sandboxes(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,comm='])
  const rows = stdout
    .toString()
    .trimEnd()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
  return rows
    .filter(([, ppid, comm]) => Number(ppid) === parent && comm === 'bwrap')
    .map(([pid]) => Number(pid))
}

/** The first process that `parent` has started. */
function childOf(parent: number): number {
  return Number.parseInt(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8'), 10)
}

describe('the pool', () => {
  it('hands over labs that are apart and know what they have', async () => {
    const pool = await open()
    const [one, two] = await Promise.all([take(pool), take(pool)])
    expect(
      await run(one, 'import redis; print(redis.Redis().set("mine", 1)); open("f", "w")'),
    ).toEqual({
      text: 'True\n',
      reason: { type: 'exit', code: 0 },
    })
    expect(
      await run(two, 'import redis, os; print(redis.Redis().keys(), os.listdir())'),
    ).toMatchObject({
      text: "[] ['main.py']\n",
    })
    expect(one.info).toMatchObject({
      sandboxed: true,
      packages: { redis: expect.stringMatching(/^8\./) },
    })
    expect(pool.info.redis).toMatch(/^\d+\.\d+/)
    expect(pool.info.limits.map(({ name }) => name)).toContain('memory')
  })

  it('queues beyond its capacity, tells places, serves in order', async () => {
    const pool = await open({ capacity: 1 })
    const first = await take(pool)
    const places: string[] = []
    const second = pool.take((place, of) => places.push(`second ${place}/${of}`))
    const third = pool.take((place, of) => places.push(`third ${place}/${of}`))
    expect(places.at(-1)).toBe('third 2/2')
    expect(pool.status()).toEqual({ used: 1, warm: 0, queued: 2, capacity: 1 })
    first.dispose()
    const served = await second.lab
    expect(served).toBeDefined()
    expect(places.at(-1)).toBe('third 1/1')
    third.leave()
    expect(await third.lab).toBeUndefined()
    expect(pool.status().queued).toBe(0)
  })

  it('tells place and wait anew every ten seconds, the wait once some were given back', async () => {
    const pool = await open({ capacity: 1 })
    for (let times = 0; times < 3; times += 1) {
      const lab = await take(pool)
      lab.dispose()
      await lab.closed
    }
    await take(pool)
    const told: [number, number, boolean][] = []
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const ticket = pool.take((place, of, wait) => told.push([place, of, wait !== undefined]))
      vi.advanceTimersByTime(20_000)
      ticket.leave()
      vi.advanceTimersByTime(20_000)
    } finally {
      vi.useRealTimers()
    }
    expect(told).toEqual(Array.from({ length: 3 }, () => [1, 1, true]))
  })

  it('ends live runs as lost when a lab is given back, and closes it', async () => {
    const pool = await open()
    const lab = await take(pool)
    const outcome = run(lab, 'import time; time.sleep(60)')
    lab.dispose()
    lab.dispose()
    expect(await outcome).toMatchObject({ reason: { type: 'lost' } })
    await lab.closed
    expect(await run(lab, 'print(1)')).toMatchObject({ reason: { type: 'lost' } })
    await expect(lab.list('')).rejects.toThrow('gone')
  })

  it('replaces a template that is used up, and one that is killed', async () => {
    const pool = await open({ slots: 1, warm: 1 })
    const [one, two] = [await take(pool), await take(pool)]
    expect(await run(two, 'print("two")')).toMatchObject({ text: 'two\n' })
    for (const pid of sandboxes(process.pid)) process.kill(pid, 'SIGKILL')
    await Promise.all([one.closed, two.closed])
    // A warm lab of the killed template may still be handed over: it is lost like any other.
    let outcome = await run(await take(pool), 'print("again")')
    while (outcome.text === '') outcome = await run(await take(pool), 'print("again")')
    expect(outcome.reason).toEqual({ type: 'exit', code: 0 })
  })

  it('takes many births that end with one template for one failure', async () => {
    const pool = await open({ capacity: 8 })
    const failed = (): number => log.filter((line) => line.startsWith('no lab')).length
    const before = failed()
    const [outer = -1] = sandboxes(process.pid)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      // None of them may come about before the end.
      process.kill(childOf(childOf(outer)), 'SIGSTOP')
      const tickets = Array.from({ length: 6 }, () => pool.take(() => undefined))
      // Their births begin.
      await setImmediate()
      process.kill(outer, 'SIGKILL')
      await expect.poll(failed).toBe(before + 6)
      // The first wait after a failure, and not the longest one.
      vi.advanceTimersByTime(250)
      const labs = await Promise.all(tickets.map(({ lab }) => lab))
      expect(labs).not.toContain(undefined)
    } finally {
      vi.useRealTimers()
    }
  })

  it('asks a template that hangs for no second lab', async () => {
    const pool = await open({ capacity: 4 })
    const late = (): number => log.filter((line) => line.includes('did not start in time')).length
    const [outer = -1] = sandboxes(process.pid)
    const template = childOf(childOf(outer))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      process.kill(template, 'SIGSTOP')
      // The warm one, and one to be born.
      const tickets = [pool.take(() => undefined), pool.take(() => undefined)]
      await setImmediate()
      await setImmediate()
      vi.advanceTimersByTime(SERVER_LIMITS.labStartMs)
      await expect.poll(late).toBeGreaterThan(0)
      vi.advanceTimersByTime(250)
      expect(await Promise.all(tickets.map(({ lab }) => lab))).not.toContain(undefined)
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves nothing behind', async () => {
    const pool = await open({ warm: 3 })
    const lab = await take(pool)
    const outcome = run(lab, 'import time; time.sleep(60)')
    const ticket = pool.take(() => undefined)
    await ticket.lab
    await pool.dispose()
    expect(await outcome).toMatchObject({ reason: { type: 'lost' } })
    expect(sandboxes(process.pid)).toEqual([])
    expect(await pool.take(() => undefined).lab).toBeUndefined()
  })

  it('rejects with a sentence when no lab can be made', async () => {
    await expect(open({ paths: { ...testPaths, python: '/nowhere' } })).rejects.toThrow('/nowhere')
  })

  it('is bounded by memory and cores', () => {
    expect(defaultCapacity(24 * 2 ** 30, 2)).toBe(100)
    expect(defaultCapacity(2 * 2 ** 30, 8)).toBe(16)
    expect(defaultCapacity(2 ** 20, 1)).toBe(2)
  })
})

const VICTIM = `
import { openPool } from './server/lab/index.ts'
import { testPaths } from './server/lab/testPaths.ts'
await openPool({ paths: testPaths, warm: 2, log: () => undefined })
console.log('ready')
`

it('labs die with a server that is killed', async () => {
  const project = testPaths.supervisor.replace(/server\/lab\/supervisor$/, '')
  const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', VICTIM], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => server.stdout.once('data', resolve))
  const doomed = sandboxes(server.pid ?? -1)
  expect(doomed.length).toBeGreaterThan(0)
  // Each sandbox ends only when all of its processes have: waiting on the outermost is enough.
  const gone = spawn('tail', [
    ...doomed.map((pid) => `--pid=${pid}`),
    '-f',
    '/dev/null',
    '-s',
    '0.02',
  ])
  server.kill('SIGKILL')
  await new Promise((resolve) => gone.on('exit', resolve))
})
