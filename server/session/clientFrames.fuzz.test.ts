/** A page that sends anything while its lab does anything: each frame has its answer, and nobody else notices. */
import { posix } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { ClientMessage, PROTOCOL_VERSION } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { ofSchema } from '../test/ofSchema.ts'
import { EXERCISE, LESSON, STEP, WIRED } from '../test/smallCourse.ts'
import { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'

const small = fc.integer({ min: 1, max: 4 })
const of = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words)
/** What makes a message right more often than not; all else of it comes from the schema. */
const USUAL: Readonly<Record<string, fc.Arbitrary<string | number>>> = {
  id: fc.nat(50),
  version: fc.constant(PROTOCOL_VERSION),
  lesson: of(LESSON),
  step: of(STEP, STEP, EXERCISE, WIRED, '02-many'),
  program: of('first', 'second', 'by-hand', 'app', 'p3'),
  files: of('first.py', 'a/b.py', 'settings.py', 'print(1)'),
  ...{ run: small, visit: small, connection: small, at: fc.nat(3) },
  text: of('SUBSCRIBE a', 'GET "a', 'x\n', ''),
  ...{ channel: of('a'), message: of('x'), path: of('/', '/a?b=%00', '/a#b'), key: of('place') },
  ...{ question: of('q'), parts: of('yes', 'no'), choice: of('ends', 'waits') },
}

const message = ofSchema(ClientMessage, (key) => USUAL[key]) as fc.Arbitrary<
  Record<string, unknown>
>
const right = message.map((one) => JSON.stringify(one))
const names = fc.constantFrom('id', 'type', 'files', 'of', 'text', '__proto__', 'entries', 'parts')
const deep = fc.tuple(fc.constantFrom('[', '{"a":', '[{"a":'), fc.nat(5_000))
const numbers = of('1e400', '-0', '1E5', '12345678901234567890', '0.1', '"1"', 'null')
const frame = fc.oneof(
  { weight: 24, arbitrary: right },
  {
    weight: 6,
    arbitrary: fc
      .tuple(message, names, fc.jsonValue())
      .map(([one, key, value]) => JSON.stringify({ ...one, [key]: value })),
  },
  // One key twice: the last one holds.
  {
    weight: 2,
    arbitrary: fc
      .tuple(right, names, fc.json())
      .map(([text, key, value]) => text.replace('{', `{"${key}":${value},`)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(right, numbers).map(([text, id]) => text.replace(/"id":\d+/, `"id":${id}`)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(right, right, fc.nat(60))
      .map(([one, other, at]) => one.slice(0, at) + other.slice(at)),
  },
  { weight: 1, arbitrary: deep.map(([open, times]) => `{"type":${open.repeat(times)}`) },
  { weight: 1, arbitrary: fc.json().map((text) => text) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }) },
)

const deed = fc.constantFrom(
  ...['give', 'started', 'print', 'flood', 'waits', 'thread', 'ends', 'typed', 'lost', 'wire'],
  ...['answered', 'store away', 'store back', 'tab', 'cut'],
)
const time = fc.oneof(
  { weight: 20, arbitrary: fc.nat(50) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 700_000 }) },
)
/** Of one step so many programs that a lab does not take them all, one after the other. */
const nine = Array.from({ length: 9 }, (_, at) => {
  const start = {
    type: 'run',
    id: at,
    lesson: LESSON,
    step: '02-many',
    program: `p${at}`,
    files: {},
  }
  return JSON.stringify(start)
})
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ sendAll: fc.constant(nine) }) },
  { weight: 6, arbitrary: fc.record({ send: frame }) },
  { weight: 3, arbitrary: fc.record({ pass: time }) },
  { weight: 3, arbitrary: fc.record({ lab: deed, with: fc.uint8Array({ maxLength: 60 }) }) },
)

interface Deed {
  readonly lab: string
  readonly with: Uint8Array
}

/** What the learner's program, lab and network do meanwhile. */
async function happens(visit: Visit, { lab: what, with: some }: Deed): Promise<void> {
  const bytes = Buffer.from(some)
  const labs = visit.pool.labs
  const lab = labs.find(({ runs }) => runs.length > 0) ?? labs.at(-1)
  const run = lab?.runs.at(-1)
  const wire = { connection: 1, at: visit.time.now() } as const
  if (what === 'give') visit.pool.give()
  else if (what === 'started') run?.started()
  else if (what === 'print') run?.print(bytes)
  else if (what === 'flood') run?.print(Buffer.alloc(300_000, bytes.length === 0 ? 10 : bytes))
  else if (what === 'waits') run?.waits('redis')
  else if (what === 'thread')
    run?.does({ at: 1, process: 2, thread: 'x', id: 2, daemon: false, state: 'running' })
  else if (what === 'ends') run?.ends()
  else if (what === 'typed') run?.readsInput()
  else if (what === 'lost') lab?.dispose()
  else if (what === 'answered') {
    const app = { status: 302, body: bytes, cut: false, location: bytes.toString() }
    lab?.visits.at(-1)?.end({ type: 'answered', at: wire.at, ms: 1, ...app })
  } else if (what === 'wire') {
    lab?.traffic({ type: 'opened', ...wire, run: 1 })
    lab?.traffic({ type: 'bytes', ...wire, from: 'redis', bytes })
  } else if (what.startsWith('store')) {
    visit.progress.away = what === 'store away'
    visit.registry.tellStore(what !== 'store away')
  } else {
    const tab = await visit.open('ada')
    if (what === 'cut') tab.cut()
  }
}

/** Answers to what was sent: the news of the store is none. */
function answersOf(tab: Tab): number {
  return tab.answers.filter(({ type }) => type !== 'store').length
}

function checkLabs(visit: Visit): void {
  for (const { runs, visits } of visit.pool.labs) {
    expect(runs.filter(({ live }) => live).length).toBeLessThanOrEqual(8)
    for (const { spec } of runs)
      for (const path of Object.keys(spec.files))
        expect([path, posix.normalize(`/home/${path}`)]).toEqual([path, `/home/${path}`])
    for (const { spec } of visits) expect(spec.path).toMatch(/^\/[!-~]*$/)
  }
}

fuzz(
  { of: 'client frames', cases: 1_000 },
  'each frame is answered once or ends its connection, nothing is a defect, and others go on',
  fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 25 }), async (greeted, steps) => {
    const visit = new Visit()
    visit.pool.warm = 5
    const neighbour = await visit.open('bea')
    const page = greeted ? await visit.open('ada') : new Tab(visit.registry)
    const before = answersOf(page)
    let sent = 0
    for (const one of steps) {
      if (page.closedWith !== undefined) break
      if ('sendAll' in one) {
        sent += one.sendAll.length
        for (const text of one.sendAll) page.sayRaw(text)
      } else if ('pass' in one) await visit.time.pass(one.pass)
      else if ('lab' in one) await happens(visit, one)
      else {
        sent += 1
        page.sayRaw(one.send)
      }
    }
    await visit.time.pass(20)
    // What waits for a lab has one in the end.
    while (visit.pool.status().queued > 0) {
      visit.pool.give()
      await visit.time.pass(20)
    }
    expect(visit.logged.filter((line) => !/nobody came back/.test(line))).toEqual([])
    expect(page.events.map(({ seq }) => seq)).toEqual(page.events.map((_, index) => index + 1))
    if (page.closedWith === undefined) expect(answersOf(page) - before).toBe(sent)
    checkLabs(visit)
    expect(neighbour.all('run')).toEqual([])
    neighbour.say({ type: 'save', id: 1, entries: [] })
    await visit.time.pass(5)
    expect(neighbour.got('saved')).toHaveLength(1)
    expect(Object.keys(Object.prototype)).toEqual([])
    visit.registry.dispose()
    await visit.time.pass(10_000)
    expect(visit.time.waiting).toBe(0)
  }),
)
