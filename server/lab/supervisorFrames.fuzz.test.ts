/** A supervisor that lies: whatever bytes it sends, cut wherever, cost its own lab at most, and mean the same. */
import { Socket } from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { SupervisedLab } from './supervisedLab.ts'

/** What a lab hears comes by `emit`; what it says goes nowhere. */
class Wire extends Socket {
  override write(): boolean {
    return true
  }
}

const OPS =
  'ready failed started state thread beat visited taken ended broker opened closed hangup placed list done error up gone'
const number = fc.constantFrom(0, 1, 1, 1, 2, -1, 0.5, 1e15, 2 ** 53, 1e308, 0xffff_ffff)
const words = fc.constantFrom(
  ...[
    'running',
    'waiting',
    'asleep',
    'ended',
    'redis',
    'sleep',
    'exit',
    'memory',
    'stopped',
    'refused',
  ],
  ...[
    'up',
    'answered',
    'failed',
    'program',
    'lab',
    '',
    'x'.repeat(5_000),
    '\u202e\0\ud800',
    '__proto__',
  ],
)
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 6, arbitrary: words },
  { weight: 1, arbitrary: fc.constantFrom(null, true, [], {}, [{ path: 'a', size: 1 }], [[[]]]) },
)
const KEYS =
  'run at state for until process id thread daemon whom connection file line function task held type ms status visit cut contentType location say bytes cause by way files slot __proto__ constructor'
const KINDS = ['O', 'E', 'P', 'R', 'F', 'D', 'V', 'J', 'I', '\0', 'Z']

/** What the supervisor would say of the one run, or of nobody's. */
const honest = fc.record({
  op: fc.constantFrom(...OPS.split(' ')),
  ...{ run: fc.constantFrom(1, 1, 1, 7), at: fc.constantFrom(0, 1e9, 2 ** 53) },
  ...{ state: fc.constantFrom('running', 'waiting'), cause: fc.constantFrom('exit', 'time') },
  ...{
    status: fc.constantFrom(0, 256, 9),
    connection: fc.constantFrom(1, 2, 3),
    id: fc.constant(1),
  },
  ...{ visit: fc.constant(1), type: fc.constantFrom('answered', 'refused'), ms: fc.constant(1) },
  ...{ process: fc.constant(1), thread: fc.constant('main'), daemon: fc.constant(false) },
  ...{ by: fc.constant('lab'), bytes: fc.constant(4), way: fc.constant(1), say: fc.constant('x') },
})
const odd = fc.tuple(
  fc.constantFrom(...OPS.split(' ')),
  fc.dictionary(fc.constantFrom(...KEYS.split(' ')), value),
)
const json = fc.oneof(
  honest.map((message) => JSON.stringify(message)),
  odd.map(([op, rest]) => JSON.stringify({ ...rest, op })),
  fc
    .tuple(honest, fc.constantFrom(...KEYS.split(' ')), value)
    .map(([message, key, wrong]) => JSON.stringify({ ...message, [key]: wrong })),
  fc.constantFrom('', 'null', '[]', '{', '"x"', '1', `${'['.repeat(3_000)}${']'.repeat(3_000)}`),
)

function frame(kind: string, payload: Buffer, length = payload.length + 1): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(length >>> 0, 0)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, payload])
}
const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some))
/** Of run, connection, way or visit number 1, with a time and some bytes. */
const ofOne = bytes.map((some) =>
  Buffer.concat([Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9]), some]),
)
const frames = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: json.map((text) => frame('J', Buffer.from(text))) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...KINDS.slice(0, 7)), ofOne)
        .map(([kind, payload]) => frame(kind, payload)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...KINDS), bytes)
        .map(([kind, payload]) => frame(kind, payload)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(0, 1, 2 ** 20 + 1, 2 ** 32 - 1), bytes)
        .map(([length, payload]) => frame('J', payload, length)),
    },
    { weight: 1, arbitrary: bytes },
  ),
  { maxLength: 12 },
)

interface Heard {
  /** All that the run and the traffic were told, in order. */
  readonly told: readonly string[]
  readonly log: readonly string[]
  readonly kills: number
}

/** Plays bytes in pieces of these lengths to a lab with one run; nothing may be thrown. */
function play(sent: Buffer, cuts: readonly number[]): Heard {
  const [told, log]: string[][] = [[], []]
  let kills = 0
  const socket = new Wire()
  const lab = new SupervisedLab({
    socket,
    info: { python: '3', redis: '7', packages: {}, limits: [], sandboxed: true },
    kill: () => (kills += 1),
    log: (line) => log?.push(line),
  })
  lab.ready.catch(() => undefined)
  const say = (what: string): void => void told?.push(what)
  lab.onBroker((state) => say(`broker ${state}`))
  lab.onTraffic((traffic) => say(`traffic ${traffic.type}`))
  lab.run(
    { dir: '', files: {}, argv: ['x'], input: true, wallMs: 1e6 },
    {
      started: (at) => say(`started ${Number.isFinite(at)}`),
      activity: ({ type, at }) => say(`activity ${type} ${Number.isFinite(at)}`),
      thread: ({ at }) => say(`thread ${Number.isFinite(at)}`),
      output: (at, stream, some) => say(`${stream} ${Number.isFinite(at)} ${some.toString('hex')}`),
      beat: ({ type, at }) => say(`beat ${type} ${Number.isFinite(at)}`),
      ended: (at, reason) => say(`ended ${reason.type} ${Number.isFinite(at)}`),
    },
  )
  let start = 0
  for (const cut of [...cuts, sent.length]) {
    socket.emit('data', sent.subarray(start, Math.min(sent.length, start + cut)))
    start = Math.min(sent.length, start + cut)
  }
  lab.gone('over')
  return { told: told ?? [], log: log ?? [], kills }
}

const cuts = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 })

fuzz(
  { of: 'supervisor frames', cases: 2_000 },
  'whatever a supervisor says, its run ends once, its lab is killed once, and times are times',
  fc.property(frames, cuts, (list, where) => {
    const sent = Buffer.concat(list)
    const heard = play(sent, where)
    const ends = heard.told.filter((what) => what.startsWith('ended'))
    expect(ends).toHaveLength(1)
    const after = heard.told.slice(heard.told.findIndex((what) => what.startsWith('ended')) + 1)
    expect(after.filter((what) => !/^(traffic|broker)/.test(what))).toEqual([])
    expect(heard.kills).toBe(1)
    expect(heard.told.filter((what) => what.includes('false'))).toEqual([])
    expect(heard.log.length).toBeLessThanOrEqual(1)
    expect(heard.log.join('').length).toBeLessThan(1_000)
    // Where the bytes were cut is nobody's to see.
    expect(play(sent, []).told).toEqual(heard.told)
  }),
)
