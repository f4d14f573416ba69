/** Without a sandbox: one lab, the same interface, real programs, and a refusal when Redis has no port. */
import { createServer } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { EndReason } from '../protocol/index.ts'
import type { Lab, Pool, Run } from './lab.ts'
import { openPlainPool } from './plainPool.ts'
import { takeRedisPort } from '../test/redisPort.ts'
import { testPaths } from './testPaths.ts'

const pools: Pool[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()))
})

async function open(): Promise<Pool> {
  const pool = await openPlainPool({ paths: testPaths, log: () => undefined })
  pools.push(pool)
  return pool
}

async function take(pool: Pool): Promise<Lab> {
  const lab = await pool.take(() => undefined).lab
  if (lab === undefined) throw new Error('no lab')
  return lab
}

interface Ended {
  readonly text: string
  readonly reason: EndReason
}

function play(
  lab: Lab,
  source: string,
  { wallMs = 60_000, onText }: { wallMs?: number; onText?: (text: string, run: Run) => void } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    let text = ''
    const files = { 'main.py': source }
    const run = lab.run(
      { dir: 'step', files, argv: ['python', 'main.py'], input: true, wallMs },
      {
        started: () => undefined,
        activity: () => undefined,
        output: (_, _stream, bytes) => {
          text += bytes.toString()
          onText?.(text, run)
        },
        beat: () => undefined,
        ended: (_, reason) => {
          resolve({ text, reason })
        },
      },
    )
  })
}

// Where a Redis of this machine has the port, only the refusal can be tried.
const giveOn = await takeRedisPort()
afterAll(() => giveOn?.())

describe.skipIf(giveOn === undefined)('without a sandbox', () => {
  it('programs run, talk to Redis and write files', async () => {
    const lab = await take(await open())
    expect(lab.info.sandboxed).toBe(false)
    const source =
      'import redis\nprint(redis.Redis().ping(), input("? "))\nopen("made", "w").write("x")'
    const ended = await play(lab, source, {
      onText: (text, run) => {
        if (text === '? ') run.input(Buffer.from('typed\n'))
      },
    })
    expect(ended).toEqual({ text: '? True typed\n', reason: { type: 'exit', code: 0 } })
    expect((await lab.list('step')).map((file) => file.path).sort()).toEqual(['made', 'main.py'])
    expect((await lab.read('step/made')).toString()).toBe('x')
    await expect(lab.read('../../etc/passwd')).rejects.toThrow('home')
  })

  it('Stop and the wall limit end programs, by name', async () => {
    const lab = await take(await open())
    const loop = 'import time\nprint("up")\nwhile True: time.sleep(1)'
    const stopped = await play(lab, loop, {
      onText: (_, run) => {
        run.stop()
      },
    })
    expect(stopped.reason).toEqual({ type: 'stopped' })
    expect(stopped.text).toContain('KeyboardInterrupt')
    const { reason } = await play(lab, loop, { wallMs: 300 })
    expect(reason).toEqual({ type: 'limit', name: 'time', value: '0.3 s' })
  })

  it('there is one lab, then a queue', async () => {
    const pool = await open()
    const lab = await take(pool)
    const next = pool.take(() => undefined)
    expect(pool.status()).toEqual({ used: 1, warm: 0, queued: 1, capacity: 1 })
    const outcome = play(lab, 'import time; print("up"); time.sleep(60)', {
      onText: () => {
        lab.dispose()
      },
    })
    expect((await outcome).reason).toEqual({ type: 'lost' })
    expect(await next.lab).toBeDefined()
  })

  it('its Redis can be stopped and started', async () => {
    const lab = await take(await open())
    const seen: string[] = []
    const back = new Promise<void>((resolve) => {
      lab.onBroker((state) => {
        seen.push(state)
        if (state === 'stopped') lab.switchBroker('start')
        if (state === 'up') resolve()
      })
    })
    lab.switchBroker('stop')
    await back
    expect(seen).toEqual(['stopped', 'up'])
  })

  it('is refused with a sentence when port 6379 is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(6379, '127.0.0.1', resolve))
    await expect(open()).rejects.toThrow('Port 6379 is taken')
    await new Promise((resolve) => server.close(resolve))
  })
})
