import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../protocol/index.ts'
import { LESSON, STEP } from '../test/smallCourse.ts'
import { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'

const labs = (tab: Tab): string[] => tab.all('lab').map(({ lab }) => lab.type)

test('[LAB1] a lab is taken with the welcome when one is to spare', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  expect(labs(tab)).toEqual(['none', 'opening', 'ready'])
})

test('[LAB1] when none is to spare, a lab is taken with the first Run', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  expect(labs(tab)).toEqual(['none'])
  await visit.run(tab, 'first')
  expect(labs(tab)).toEqual(['none', 'queued'])
  visit.pool.give()
  await visit.time.pass(20)
  expect(labs(tab).at(-1)).toBe('ready')
  expect(tab.states(1)).toEqual(['queued', 'starting'])
})

test('[LAB10] an embedded step takes a lab with the first Run, and none before', async () => {
  const visit = new Visit()
  const tab = new Tab(visit.registry, 'ada')
  tab.say({ type: 'hello', version: PROTOCOL_VERSION, embedded: '/embed/a/b' })
  await visit.time.pass(1_000)
  expect(labs(tab)).toEqual(['none'])
  expect(visit.pool.labs).toEqual([])
  await visit.run(tab, 'first')
  expect(labs(tab)).toEqual(['none', 'opening', 'ready'])
})

test('[LAB2] the place is told, and the wait to expect as soon as there is a guess', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const [ada, bea] = [await visit.open(), await visit.open('bea')]
  for (const tab of [ada, bea]) await visit.run(tab, 'first')
  expect(bea.all('lab').at(-1)?.lab).toEqual({ type: 'queued', place: 2, of: 2 })
  visit.pool.tellPlaces(30_000)
  await visit.time.pass(20)
  expect([ada, bea].map((tab) => tab.all('lab').at(-1)?.lab)).toEqual([
    { type: 'queued', place: 1, of: 2, wait: 30_000 },
    { type: 'queued', place: 2, of: 2, wait: 60_000 },
  ])
})

test('[LAB2] who leaves the queue has the waiting runs stopped, and may come back', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await visit.run(tab)
  expect(tab.all('lab').at(-1)?.lab).toMatchObject({ type: 'queued', place: 1, of: 1 })
  tab.say({ type: 'leaveQueue', id: 2 })
  tab.say({ type: 'leaveQueue', id: 3 })
  await visit.time.pass(20)
  expect([tab.reason(1), tab.reason(2)]).toEqual([{ type: 'stopped' }, { type: 'stopped' }])
  expect(labs(tab).at(-1)).toBe('none')
  expect(tab.got('refused')).toMatchObject([{ id: 3, code: 'out-of-turn' }])
  await visit.run(tab, 'first')
  visit.pool.give()
  await visit.time.pass(20)
  expect(tab.states(3)).toEqual(['queued', 'starting'])
})

test('[LAB3] a lost lab ends its runs as lost, says so, and the next Run opens another', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  visit.lab.dispose()
  await visit.time.pass(20)
  expect(tab.reason(1)).toEqual({ type: 'lost' })
  expect(tab.events.at(-1)?.event).toMatchObject({ type: 'lab', lab: { type: 'lost' } })
  visit.pool.warm = 1
  await visit.run(tab, 'first')
  expect(visit.pool.labs).toHaveLength(2)
  expect(tab.states(2)).toEqual(['queued', 'starting'])
})

test('[LAB4] a fresh lab ends all runs as stopped and is another one', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab)
  visit.lab.runs[0]?.started()
  visit.pool.warm = 1
  tab.say({ type: 'freshLab', id: 2 })
  await visit.time.pass(20)
  expect([tab.reason(1), tab.reason(2)]).toEqual([{ type: 'stopped' }, { type: 'stopped' }])
  expect(visit.pool.labs.map(({ disposed }) => disposed)).toEqual([true, false])
  expect(labs(tab).slice(-3)).toEqual(['none', 'opening', 'ready'])
})

test('[LAB4] files are placed anew in a fresh lab', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first', { 'mine.py': 'x' })
  visit.pool.warm = 1
  tab.say({ type: 'freshLab', id: 2 })
  await visit.time.pass(20)
  await visit.run(tab, 'first')
  expect(visit.last.spec.files).not.toHaveProperty('mine.py')
})

test('[LAB5] a lab goes back when nothing runs in it for long', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.time.pass(10 * 60_000)
  expect(visit.lab.disposed).toBe(true)
  expect(labs(tab).at(-1)).toBe('none')
  visit.pool.warm = 1
  await visit.run(tab, 'first')
  await visit.time.pass(31 * 60_000)
  expect(visit.lab.disposed).toBe(false)
  visit.last.ends()
  await visit.time.pass(29 * 60_000)
  expect(visit.lab.disposed).toBe(false)
  await visit.time.pass(2 * 60_000)
  expect(visit.lab.disposed).toBe(true)
})

test('[LAB6] the switch of Redis is told to the page', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'broker', id: 1, action: 'stop' })
  await visit.time.pass(20)
  expect(tab.all('lab').at(-1)?.lab).toMatchObject({ type: 'ready', broker: 'stopped' })
})

test('[LAB6] Redis can be restarted with one request', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'broker', id: 1, action: 'stop' })
  tab.say({ type: 'broker', id: 2, action: 'restart' })
  await visit.time.pass(20)
  expect(tab.all('lab').slice(-2)).toMatchObject([
    { lab: { broker: 'stopped' } },
    { lab: { broker: 'up' } },
  ])
})

test('[LAB6] without a lab the switch is refused, and one is asked for', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  tab.say({ type: 'broker', id: 1, action: 'stop' })
  await visit.time.pass(20)
  expect(tab.got('refused')).toMatchObject([{ code: 'no-lab' }])
  expect(visit.pool.status().queued).toBe(1)
})

test('[LAB7] only what programs wrote is listed', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first', { 'mine.py': '' })
  visit.lab.files = ['mine.py', 'first.py', 'db.sqlite3'].map((path) => ({ path, size: 1 }))
  tab.say({ type: 'listFiles', id: 2, lesson: LESSON, step: STEP })
  await visit.time.pass(20)
  expect(tab.got('files')).toEqual([
    { type: 'files', id: 2, files: [{ path: 'db.sqlite3', size: 1 }] },
  ])
})

test('a lab that arrives after it was given up is given back', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.pool.give()
  tab.say({ type: 'leaveQueue', id: 2 })
  await visit.time.pass(20)
  expect(visit.lab.disposed).toBe(true)
})

test('a pool that closes refuses what waits for a lab', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await visit.run(tab, 'first')
  await visit.pool.dispose()
  await visit.time.pass(20)
  expect(tab.reason(1)).toMatchObject({ type: 'refused' })
})
