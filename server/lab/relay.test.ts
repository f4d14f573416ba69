/** What passes between programs and Redis in a real lab, and the server's own ways to it. */
import { EventEmitter, once } from 'node:events'
import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Lab, Pool, Traffic } from './lab.ts'
import { openPool } from './pool.ts'
import { testPaths } from './testPaths.ts'

let pool: Pool
let lab: Lab
const traffic: Traffic[] = []
let changed: () => void = () => undefined

beforeAll(async () => {
  pool = await openPool({ paths: testPaths, log: () => undefined, warm: 1 })
  const taken = await pool.take(() => undefined).lab
  if (taken === undefined) throw new Error('no lab')
  lab = taken
  lab.onTraffic((one) => {
    traffic.push(one)
    changed()
  })
})
afterAll(() => pool.dispose())

/** Resolves with what the program printed; by then its traffic is all there. */
function play(source: string): Promise<string> {
  traffic.length = 0
  let text = ''
  return new Promise((resolve) => {
    lab.run(
      {
        dir: 'step',
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
        ended: () => {
          resolve(text)
        },
      },
    )
  })
}

function until(test: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    changed = () => {
      if (test()) resolve()
    }
    changed()
  })
}

const saw = (from: 'program' | 'redis', of: readonly Traffic[] = traffic): string =>
  Buffer.concat(
    of.flatMap((one) => (one.type === 'bytes' && one.from === from ? [one.bytes] : [])),
  ).toString()

const RAW = `import socket, os
s = socket.create_connection(('localhost', 6379))
`

/** All that comes until it ends. */
async function everything(way: Duplex): Promise<string> {
  let text = ''
  way.on('data', (data: Buffer) => (text += data.toString()))
  await once(way, 'close')
  return text
}

describe('traffic', () => {
  it('is told per connection in order, with its owner, before its run ends', async () => {
    const before = Number(process.hrtime.bigint()) / 1e6
    await play(`${RAW}s.sendall(b'PUBLISH news hello\\r\\n'); os._exit(0)`)
    expect(traffic.map(({ type }) => type)).toEqual(['opened', 'bytes', 'bytes', 'closed'])
    expect(new Set(traffic.map(({ connection }) => connection)).size).toBe(1)
    expect(traffic[0]).toMatchObject({ run: 1 })
    expect(saw('program')).toBe('PUBLISH news hello\r\n')
    expect(saw('redis')).toBe(':0\r\n')
    const times = traffic.map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThan(before)
    expect(traffic.at(-1)).toMatchObject({ type: 'closed', by: 'program' })
  })

  it('comes whole, however much it is', async () => {
    const text = await play(
      'import redis\nr = redis.Redis()\nr.set("a", "x" * 3_000_000)\nprint(len(r.get("a")))\nr.delete("a")',
    )
    expect(text).toBe('3000000\n')
    expect(saw('program').match(/x/g)?.length).toBeGreaterThanOrEqual(3_000_000)
    expect(saw('redis').match(/x{3000000}/)).not.toBeNull()
  })

  it('ends with a cut, as the program sees', async () => {
    const ended = play(`${RAW}s.sendall(b'SUBSCRIBE a\\r\\n')
try:
    while s.recv(99): pass
except OSError as error: print(error)`)
    await until(() => saw('redis').includes('subscribe'))
    const { connection = 0 } = traffic[0] ?? {}
    lab.cut(connection)
    expect(await ended).toBe('[Errno 104] Connection reset by peer\n')
    expect(traffic.at(-1)).toMatchObject({ type: 'closed', connection, by: 'you' })
  })
})

describe("the server's own way to Redis", () => {
  it('is a stream, and no traffic of a program', async () => {
    traffic.length = 0
    const way = lab.connect()
    way.end('PING\r\nCLIENT LIST\r\n')
    expect(await everything(way)).toMatch(/^\+PONG\r\n\$\d+\r\nid=\d+ addr=127\.0\.0\.1:\d+ .*\n/)
    expect(traffic).toEqual([])
  })

  it('hears what programs publish, and is left when it is destroyed', async () => {
    const way = lab.connect()
    way.write('SUBSCRIBE news\r\n')
    await once(way, 'data')
    const heard = once(way, 'data')
    await play("import redis\nredis.Redis().publish('news', 'hello')")
    expect(String(await heard)).toContain('hello')
    way.destroy()
    // Redis learns of it when the lab does; ours is the only other subscriber.
    const text = await play(`import redis, time
r = redis.Redis()
while r.pubsub_numsub('news')[0][1]: time.sleep(0.01)
print(r.publish('news', 'again'))`)
    expect(text).toBe('0\n')
  })

  it('ends when Redis closes it, and when there is none', async () => {
    const quit = lab.connect()
    quit.write('QUIT\r\n')
    expect(await everything(quit)).toBe('+OK\r\n')

    const states: string[] = []
    const told = new EventEmitter()
    lab.onBroker((state) => {
      states.push(state)
      told.emit(state)
    })
    const [stopped, up] = [once(told, 'stopped'), once(told, 'up')]
    const kept = lab.connect()
    kept.write('PING\r\n')
    await once(kept, 'data')
    const closed = once(kept, 'close')
    lab.switchBroker('stop')
    await Promise.all([closed, stopped])
    const refused = lab.connect()
    expect(await everything(refused)).toBe('')
    lab.switchBroker('start')
    await up
    expect(states).toEqual(['stopped', 'restarting', 'up'])
  })

  it('goes with the lab', async () => {
    const other = await pool.take(() => undefined).lab
    if (other === undefined) throw new Error('no lab')
    const way = other.connect()
    const closed = once(way, 'close')
    other.dispose()
    await closed
    expect(other.connect().destroyed).toBe(true)
  })
})
