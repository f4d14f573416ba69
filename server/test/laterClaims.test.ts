/** What lessons 2 and 3 say beside what their steps play: what is tried by hand, and reasons of their questions. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestContext } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Course } from '../lessons/index.ts'
import { Played } from './play.ts'

const { paths } = readConfig([], {})
let course: Course
let pool: Pool

beforeAll(async () => {
  course = await loadCourse(paths.lessons)
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 4 })
})
afterAll(() => pool.dispose())

/** A lab of the test's own, in which programs of a step are started. */
async function stage({ onTestFinished }: TestContext, [lesson, id]: readonly [string, string]) {
  const step = course.find(lesson)?.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(`no step ${id}`)
  const lab = await pool.take(() => undefined).lab
  if (!lab) throw new Error('no lab')
  onTestFinished(async () => {
    lab.dispose()
    await lab.closed
  })
  const files = step.files
  const start = (name: string, changes: Readonly<Record<string, string>> = {}) => {
    const program = step.programs.find((one) => one.id === name)
    if (program === undefined) throw new Error(`no program ${name}`)
    return new Played().begin(lab, { step, program, files: changes })
  }
  return { files, start }
}

/** A program that ends once somebody has subscribed to `channel`. */
const untilSubscribed = (channel: string) => `import redis, time
r = redis.Redis()
while r.pubsub_numsub('${channel}')[0][1] == 0:
    time.sleep(0.05)
`

const MESSAGE = '02-what-a-message-is'
const FIRE = '03-fire-and-forget'

test('a message of a connection for text has no decode', async (context) => {
  const { files, start } = await stage(context, [MESSAGE, '03-bytes-or-text'])
  const source = files['both.py'] ?? ''
  const edited = source.replace("message['data'], type", "message['data'].decode(), type")
  expect(edited).not.toBe(source)
  const both = await start('both', { 'both.py': edited }).ends()
  expect(both.lines.out).toEqual(["b'menu' thé bytes"])
  expect(both.lines.err.at(-1)).toMatch(/^AttributeError: 'str' object has no attribute 'decode'/)
})

test('the barista understands JSON that anybody sends', async (context) => {
  const { start } = await stage(context, [MESSAGE, '05-json-there-and-back'])
  const barista = await start('barista').waits('redis')
  const sent = `${untilSubscribed('orders')}
r.publish('orders', '{"item": "coffee", "cups": 1}')
`
  await start('guest', { 'guest.py': sent }).ends()
  await barista.prints('2 cups of coffee with one for me')
  expect(barista.reason).toBeUndefined()
})

test('get_message without an argument does not wait, and the last unsubscribe leaves 0', async (context) => {
  const { start } = await stage(context, [MESSAGE, '01-four-keys'])
  const source = `import redis, time
pubsub = redis.Redis().pubsub()
pubsub.subscribe('chat')
print(pubsub.get_message(timeout=30)['data'])
took = []
for _ in range(20):
    began = time.monotonic()
    came = pubsub.get_message()
    took.append(time.monotonic() - began)
print(came, min(took) < 0.5)
pubsub.unsubscribe('chat')
print(pubsub.get_message(timeout=30)['data'])
`
  const shapes = await start('shapes', { 'shapes.py': source }).ends()
  expect(shapes.lines.out).toEqual(['1', 'None True', '0'])
})

test('the early publisher reaches a subscriber who waits', async (context) => {
  const { start } = await stage(context, [FIRE, '02-the-late-subscriber'])
  const subscriber = await start('subscriber').waits('redis')
  await start('late', { 'late.py': untilSubscribed('headlines') }).ends()
  const early = await start('early').ends()
  expect(early.lines.out).toEqual([1, 2, 3].map((n) => `News ${n} received by 1`))
  await subscriber.prints('Received: News 3')
})

test('a publisher that waits for the note wins no race, and loses no message', async (context) => {
  const { files, start } = await stage(context, [FIRE, '03-who-is-first'])
  const patient = (files['race.py'] ?? '').replace(
    'print(',
    'subscriber.join()\npubsub.get_message(timeout=30)\nprint(',
  )
  for (let run = 0; run < 8; run += 1) {
    const race = await start('race', { 'race.py': patient }).ends()
    expect(race.lines.out).toEqual(['received by 1'])
  }
})
