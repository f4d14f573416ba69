/** What a lab does for the rest of the server: with the real supervisor, and against one that lies. */
import { createServer, connect, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EndReason } from '../protocol/index.ts'
import { messageFrame } from './frames.ts'
import type { Activity, Lab, Pool, RunSpec } from './lab.ts'
import { openPool } from './pool.ts'
import { SupervisedLab } from './supervisedLab.ts'
import { testPaths } from './testPaths.ts'

interface Story {
  readonly text: () => string
  readonly waits: string[]
  readonly ended: Promise<{ reason: EndReason; status: number | undefined }>
  readonly until: (test: () => boolean) => Promise<void>
  readonly run: ReturnType<Lab['run']>
}

function play(lab: Lab, source: string, spec: Partial<RunSpec> = {}): Story {
  const pieces: Buffer[] = []
  const waits: string[] = []
  const watchers = new Set<() => void>()
  const changed = (): void => {
    for (const watch of watchers) watch()
  }
  const text = (): string => Buffer.concat(pieces).toString()
  let end: (value: { reason: EndReason; status: number | undefined }) => void = () => undefined
  const ended = new Promise<{ reason: EndReason; status: number | undefined }>((r) => (end = r))
  const run = lab.run(
    {
      dir: 'step',
      files: { 'main.py': source },
      argv: ['python', 'main.py'],
      input: false,
      wallMs: 60_000,
      ...spec,
    },
    {
      started: () => undefined,
      activity: (activity: Activity) => {
        waits.push(activity.type === 'waiting' ? activity.for : 'running')
        changed()
      },
      output: (_, _stream, bytes) => {
        pieces.push(bytes)
        changed()
      },
      beat: () => undefined,
      ended: (_, reason, status) => {
        end({ reason, status })
      },
    },
  )
  const until = (test: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (): void => {
        if (!test()) return
        watchers.delete(watch)
        resolve()
      }
      watchers.add(watch)
      watch()
    })
  return { text, waits, ended, until, run }
}

function trafficFrame(kind: 'P' | 'R', connection: number): Buffer {
  const frame = Buffer.alloc(18)
  frame.writeUInt32BE(14, 0)
  frame.write(kind, 4)
  frame.writeUInt32BE(connection, 5)
  return frame
}

describe('a lab', () => {
  let pool: Pool
  let lab: Lab
  beforeAll(async () => {
    pool = await openPool({ paths: testPaths, log: () => undefined, warm: 1 })
    const taken = await pool.take(() => undefined).lab
    if (taken === undefined) throw new Error('no lab')
    lab = taken
  })
  afterAll(() => pool.dispose())

  it('takes typed input and its end', async () => {
    const story = play(lab, 'print(input("name? "))\nimport sys; print(repr(sys.stdin.read()))', {
      input: true,
    })
    await story.until(() => story.text() === 'name? ')
    story.run.input(Buffer.from('Ada\nrest'))
    story.run.endInput()
    expect(await story.ended).toMatchObject({ reason: { type: 'exit', code: 0 } })
    expect(story.text()).toBe("name? Ada\n'rest'\n")
  })

  it('asks nothing of a large program before it is there', async () => {
    const large = `x = """${'y'.repeat(400_000)}"""\n`
    const reads = play(lab, `${large}print(input())`, { input: true })
    reads.run.input(Buffer.from('typed early\n'))
    expect(await reads.ended).toMatchObject({ reason: { type: 'exit', code: 0 } })
    expect(reads.text()).toBe('typed early\n')
    const loops = play(lab, `${large}while True: pass`)
    loops.run.stop()
    expect(await loops.ended).toEqual({ reason: { type: 'stopped' }, status: 130 })
  })

  it('tells what a program waits for', async () => {
    const redis = play(
      lab,
      'import redis\np = redis.Redis().pubsub()\np.subscribe("x")\nfor m in p.listen(): pass',
    )
    await redis.until(() => redis.waits.includes('redis'))
    const sleep = play(lab, 'import time; time.sleep(30)')
    await sleep.until(() => sleep.waits.includes('sleep'))
    redis.run.stop()
    sleep.run.stop()
    expect(await redis.ended).toEqual({ reason: { type: 'stopped' }, status: 130 })
    expect(await sleep.ended).toMatchObject({ reason: { type: 'stopped' } })
    expect(redis.text()).toContain('KeyboardInterrupt')
  })

  it('stops a program that will not listen after two seconds', async () => {
    const story = play(
      lab,
      'import signal, time\nsignal.signal(2, signal.SIG_IGN)\nprint("deaf")\nwhile 1: time.sleep(1)',
    )
    await story.until(() => story.text() === 'deaf\n')
    story.run.stop()
    expect(await story.ended).toEqual({ reason: { type: 'stopped' }, status: 137 })
    story.run.stop()
    story.run.kill()
  })

  it('ends a run at its wall limit, by name', async () => {
    const story = play(lab, 'while True: pass', { wallMs: 300 })
    expect((await story.ended).reason).toEqual({ type: 'limit', name: 'time', value: '0.3 s' })
  })

  it('ends a run that takes too much memory, by name, and goes on', async () => {
    // More than the lab may have, and less than what the kernel's own bound would strike at before the watch does.
    const story = play(
      lab,
      'import os, time\nfor _ in range(3): os.fork()\nx = bytearray(34_000_000)\nx[::4096] = b"x" * len(x[::4096])\ntime.sleep(30)',
    )
    expect((await story.ended).reason).toEqual({ type: 'limit', name: 'memory', value: '256 MB' })
    expect((await play(lab, 'print(1)').ended).reason).toEqual({ type: 'exit', code: 0 })
  })

  it('keeps files of any size and kind, lists and reads them', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 31) % 256))
    await lab.place('files', { 'big.bin': bytes, 'sub/a.txt': 'grüße' })
    const listed = await lab.list('files')
    expect(listed.map((file) => `${file.path} ${file.size}`).sort()).toEqual(
      ['big.bin 700000', 'sub/a.txt 7'].map((row) => expect.stringContaining(row)),
    )
    const [big] = listed.filter((file) => file.path.endsWith('big.bin'))
    const where = big?.path.startsWith('files/') === true ? big.path : 'files/big.bin'
    expect((await lab.read(where)).equals(bytes)).toBe(true)
    await expect(lab.read('files/none')).rejects.toThrow(/./)
    await expect(lab.place('files', { '../../escape': 'x' })).rejects.toThrow(/./)
  })

  it('passes files too large for one frame along with a run', async () => {
    const files = {
      'main.py': 'print(len(open("big.txt").read()))',
      'big.txt': 'ü'.repeat(900_000),
    }
    const story = play(lab, '', { files })
    await story.ended
    expect(story.text()).toBe('900000\n')
  })

  it('switches its Redis off and on', async () => {
    const states: string[] = []
    const seen = (state: string): Promise<void> =>
      new Promise((resolve) => {
        lab.onBroker((now) => {
          states.push(now)
          if (now === state) resolve()
        })
      })
    const stopped = seen('stopped')
    lab.switchBroker('stop')
    await stopped
    const refused = play(
      lab,
      'import redis\nr = redis.Redis(retry=None)\ntry: r.ping()\nexcept redis.ConnectionError as e: print("refused")',
    )
    await refused.ended
    expect(refused.text()).toBe('refused\n')
    const up = seen('up')
    lab.switchBroker('start')
    await up
    const pong = play(lab, 'import redis; print(redis.Redis().ping())')
    await pong.ended
    expect(pong.text()).toBe('True\n')
    expect(lab.broker).toBe('up')
  })

  it('holds its programs while nobody reads, and loses nothing', async () => {
    lab.pause()
    const story = play(lab, 'import sys\nfor n in range(200_000): sys.stdout.write(f"{n}\\n")')
    const other = new Promise((resolve) => setImmediate(resolve))
    await other
    lab.resume()
    expect((await story.ended).reason).toEqual({ type: 'exit', code: 0 })
    const lines = story.text().trimEnd().split('\n')
    expect(lines).toHaveLength(200_000)
    expect(lines.every((line, index) => line === `${index}`)).toBe(true)
  })
})

describe('a lab whose supervisor is taken over', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'liar-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  async function pair(): Promise<{ lab: SupervisedLab; liar: Socket; killed: Promise<void> }> {
    const server = createServer()
    const at = path.join(folder, `${Math.random()}`)
    await new Promise<void>((resolve) => server.listen(at, resolve))
    const met = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const socket = connect(at)
    const liar = await met
    server.close()
    let kill: () => void = () => undefined
    const killed = new Promise<void>((resolve) => (kill = resolve))
    const info = { python: '', redis: '', packages: {}, limits: [], sandboxed: true }
    const lab = new SupervisedLab({ socket, info, kill, log: () => undefined })
    lab.ready.catch(() => undefined)
    return { lab, liar, killed }
  }

  it.each([
    ['no frame', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a message not in the wire', messageFrame({ op: 'sudo' })],
    [
      'the end of a run that is not there',
      messageFrame({ op: 'ended', run: 9, at: 1, cause: 'exit', status: 0 }),
    ],
    ['an answer nobody asked for', messageFrame({ op: 'placed', id: 4 })],
    ['an answer to another question', messageFrame({ op: 'list', id: 1, files: [] })],
    ['bytes of a file nobody asked for', Buffer.from([0, 0, 0, 6, 0x46, 0, 0, 0, 9, 1])],
    ['pieces of a file without bytes', Buffer.from([0, 0, 0, 5, 0x46, 0, 0, 0, 1])],
    ['a connection that is not the next', messageFrame({ op: 'opened', connection: 2, at: 1 })],
    ['a connection of no run', messageFrame({ op: 'opened', connection: 1, at: 1, run: 7 })],
    ['traffic of no connection', trafficFrame('P', 1)],
    ['the end of no connection', messageFrame({ op: 'closed', connection: 1, at: 1, by: 'you' })],
    [
      'traffic of a connection that has ended',
      Buffer.concat([
        messageFrame({ op: 'opened', connection: 1, at: 1 }),
        trafficFrame('P', 1),
        messageFrame({ op: 'closed', connection: 1, at: 1, by: 'program' }),
        trafficFrame('R', 1),
      ]),
    ],
    [
      'more connections than its limits allow',
      Buffer.concat(
        Array.from({ length: 513 }, (_, index) =>
          messageFrame({ op: 'opened', connection: index + 1, at: 1 }),
        ),
      ),
    ],
    ['bytes of a way nobody opened', Buffer.from([0, 0, 0, 6, 0x44, 0, 0, 0, 1, 65])],
    ['the end of a way nobody opened', messageFrame({ op: 'hangup', way: 1 })],
  ])('is killed for %s', async (_, bytes) => {
    const { lab, liar, killed } = await pair()
    const story = play(lab, 'print(1)')
    const asked = lab.read('a.txt')
    liar.write(bytes)
    await killed
    await expect(asked).rejects.toThrow('The lab is gone.')
    expect(await story.ended).toEqual({ reason: { type: 'lost' }, status: undefined })
    liar.destroy()
  })

  it('is killed when it does not keep a wall limit, but not while we do not read', async () => {
    const { lab, liar, killed } = await pair()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const story = play(lab, 'print(1)', { wallMs: 1_000 })
    let dead = false
    void killed.then(() => (dead = true))
    lab.pause()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(dead).toBe(false)
    lab.resume()
    // As if nothing had run here for a minute: then it is not the lab that is late.
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(dead).toBe(false)
    now.mockRestore()
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    await killed
    expect((await story.ended).reason).toEqual({ type: 'lost' })
    liar.destroy()
  })

  it('ends a run once only, and holds its clock within what can be', async () => {
    const { lab, liar, killed } = await pair()
    const times: number[] = []
    const reasons: string[] = []
    const done = new Promise<void>((resolve) => {
      lab.run(
        { dir: '', files: {}, argv: ['python', 'a.py'], input: false, wallMs: 1_000 },
        {
          started: (at) => times.push(at),
          activity: () => undefined,
          output: () => undefined,
          beat: () => undefined,
          ended: (at, reason) => {
            times.push(at)
            reasons.push(reason.type)
            resolve()
          },
        },
      )
    })
    liar.write(messageFrame({ op: 'started', run: 1, at: 0 }))
    liar.write(messageFrame({ op: 'ended', run: 1, at: 2 ** 52, cause: 'exit', status: 0 }))
    await done
    liar.write(messageFrame({ op: 'ended', run: 1, at: 1, cause: 'time', status: 9 }))
    await killed
    expect(reasons).toEqual(['exit'])
    const now = Number(process.hrtime.bigint()) / 1e6
    for (const at of times) expect(Math.abs(now - at)).toBeLessThan(10_000)
    liar.destroy()
  })
})
