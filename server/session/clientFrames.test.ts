/** A page that sends anything: it gets answers or is closed, and neither the server nor another learner is hurt. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { PROTOCOL_VERSION } from '../protocol/index.ts'
import { LESSON, STEP } from '../test/smallCourse.ts'
import { Visit } from '../test/visit.ts'

/** The same ones in each `npm test`; more, and others each time, with `CLIENT_CASES=100000`. */
const MORE = process.env['CLIENT_CASES']
const CASES = Number(MORE ?? 400)
const RUNS = { numRuns: CASES, ...(MORE === undefined ? { seed: 4 } : {}) }
vi.setConfig({ testTimeout: 60_000 + CASES * 20 })

const TYPES =
  'hello run repeat stop stopAll input broker publish prompt stopPrompt commands cut visit leave freshLab leaveQueue listFiles answer predict hint solution save'
const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 3) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308) },
)
const odd = [
  ...['', '__proto__', 'constructor', '../../etc/passwd', '/', 'a/../b', '\0', '\u202e\ud800'],
  ...['x'.repeat(201), 'x'.repeat(5_000), 'SUBSCRIBE a', 'MONITOR', 'SET k v', '"'],
]
const word = (...usual: string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
const program = word('first', 'second', 'by-hand')
const place = { lesson: word(LESSON), step: word(STEP) }
const text = word('first.py', 'a', '/', 'print(1)')

/** What any message may hold: each kind takes of it what it knows. */
const message = fc.record(
  {
    type: fc.constantFrom(...TYPES.split(' ')),
    id: number,
    ...place,
    program,
    version: fc.constantFrom(PROTOCOL_VERSION, 1),
    files: fc.dictionary(text, fc.option(text), { maxKeys: 3 }),
    ...{ run: number, connection: number, visit: number, at: number },
    ...{ text, channel: text, message: text, path: text },
    end: fc.boolean(),
    action: fc.constantFrom('stop', 'start', 'restart', 'burn'),
    of: fc.record({ ...place, program }),
    ...{ question: text, choice: text },
    parts: fc.oneof(fc.array(text, { maxLength: 3 }), fc.dictionary(text, text, { maxKeys: 2 })),
    entries: fc.array(fc.record({ key: text, at: number, value: fc.option(text) }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['type', 'id', 'lesson', 'step', 'files', 'run', 'of', 'end', 'text'] },
)

const frame = fc.oneof(
  { weight: 8, arbitrary: message.map((one) => JSON.stringify(one)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(message, fc.constantFrom('id', 'files', 'of', 'text', 'type'), fc.jsonValue())
      .map(([one, key, value]) => JSON.stringify({ ...one, [key]: value })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(message, fc.nat(200))
      .map(([one, length]) => JSON.stringify(one).slice(0, length)),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue().map((one) => JSON.stringify(one)) },
)

test('whatever a page sends, nothing is a defect, and others go on', async () => {
  const property = fc.asyncProperty(
    fc.boolean(),
    fc.array(fc.oneof(frame, fc.nat(50)), { maxLength: 12 }),
    async (greeted, steps) => {
      const visit = new Visit()
      const neighbour = await visit.open('bea')
      const page = await visit.open('ada')
      const tab = greeted ? page : await visit.open('ada')
      for (const step of steps) {
        if (tab.closedWith !== undefined) break
        if (typeof step === 'number') await visit.time.pass(step)
        else tab.sayRaw(step)
      }
      await visit.time.pass(20)
      expect(visit.logged).toEqual([])
      expect(page.events.map(({ seq }) => seq)).toEqual(page.events.map((_, index) => index + 1))
      expect(
        neighbour.events.flatMap(({ event }) => (event.type === 'lab' ? [] : [event])),
      ).toEqual([])
      neighbour.say({ type: 'save', id: 1, entries: [] })
      await visit.time.pass(5)
      expect(neighbour.got('saved')).toHaveLength(1)
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )
  await fc.assert(property, RUNS)
})
