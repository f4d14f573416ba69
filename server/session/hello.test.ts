import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../protocol/index.ts'
import { Tab } from '../test/tab.ts'
import { settle } from '../test/turnedTime.ts'
import { Visit } from '../test/visit.ts'
import { LESSON, STEP } from '../test/smallCourse.ts'
import { BURST, PATIENCE } from './connection.ts'

test('[HS1] hello is answered by welcome, then by what happened so far', async () => {
  const tab = await new Visit().open()
  expect(tab.answers[0]).toMatchObject({ type: 'welcome', resumed: false, missing: 0 })
  expect(tab.events[0]).toMatchObject({ seq: 1, event: { type: 'lab', lab: { type: 'none' } } })
})

test('[HS1] anything else first closes with 4400', () => {
  const visit = new Visit()
  for (const text of ['{"type":"freshLab","id":1}', 'rubbish', '']) {
    const tab = new Tab(visit.registry)
    tab.sayRaw(text)
    expect(tab.closedWith).toBe(4400)
  }
})

test('[HS2] another version closes with 4400', () => {
  const tab = new Tab(new Visit().registry)
  tab.say({ type: 'hello', version: PROTOCOL_VERSION + 1 })
  expect(tab.closedWith).toBe(4400)
})

test('[HS3] silence for 10 s closes with 4400', async () => {
  const visit = new Visit()
  const tab = new Tab(visit.registry)
  await visit.time.pass(9_999)
  expect(tab.closedWith).toBeUndefined()
  await visit.time.pass(1)
  expect(tab.closedWith).toBe(4400)
})

test('[HS4] a second hello is refused and the connection goes on', async () => {
  const tab = await new Visit().open()
  tab.say({ type: 'hello', version: PROTOCOL_VERSION })
  tab.say({ type: 'freshLab', id: 5 })
  await settle()
  expect(tab.got('refused')).toMatchObject([{ code: 'out-of-turn' }])
  expect(tab.got('ok')).toEqual([{ type: 'ok', id: 5 }])
})

test('[HS5] requests sent before the welcome are done after it, in order', async () => {
  const visit = new Visit()
  const tab = new Tab(visit.registry)
  tab.say({ type: 'hello', version: PROTOCOL_VERSION })
  tab.say({ type: 'run', id: 1, lesson: LESSON, step: STEP, program: 'first', files: {} })
  tab.say({ type: 'stop', id: 2, run: 1 })
  await visit.time.pass(50)
  expect(tab.answers.map(({ type }) => type)).toEqual(['welcome', 'ok', 'ok'])
  expect(tab.reason(1)).toEqual({ type: 'stopped' })
})

test('[HS6] welcome brings the kept progress, or comes without it while the store is away', async () => {
  const visit = new Visit()
  visit.progress.kept.push({ key: 'place', at: 1, value: '"x"' })
  expect((await visit.open()).got('welcome')[0]?.progress).toHaveLength(1)
  visit.progress.away = true
  expect((await visit.open()).got('welcome')[0]).not.toHaveProperty('progress')
})

test('[LAB9] welcome says when labs here have no sandbox', async () => {
  const visit = new Visit()
  expect((await visit.open()).got('welcome')[0]).not.toHaveProperty('unsandboxed')
  visit.pool.info = { ...visit.pool.info, sandboxed: false }
  expect((await visit.open('bob')).got('welcome')[0]).toMatchObject({ unsandboxed: true })
})

test('[BAD1] what is not understood is refused with its id, and the connection goes on', async () => {
  const tab = await new Visit().open()
  tab.sayRaw('{"type":"nonsense","id":7}')
  tab.sayRaw('{"type":')
  tab.sayRaw('[]')
  tab.sayBinary()
  tab.say({ type: 'freshLab', id: 8 })
  await settle()
  const refused = tab.got('refused')
  expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('malformed'))
  expect(refused.map(({ id }) => id)).toEqual([7, undefined, undefined, undefined])
  expect(tab.got('ok')).toHaveLength(1)
})

test('[BAD2] too many messages are refused and not done', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  for (let id = 1; id <= BURST + 10; id++) tab.say({ type: 'leaveQueue', id })
  await settle()
  expect(tab.got('refused').filter(({ code }) => code === 'too-many').length).toBeGreaterThan(0)
  await visit.time.pass(2_000)
  tab.say({ type: 'freshLab', id: 9_999 })
  await settle()
  expect(tab.got('ok')).toEqual([{ type: 'ok', id: 9_999 }])
})

test('[BAD3] after 50 refused frames the connection is closed with 4429', async () => {
  const tab = await new Visit().open()
  for (let i = 0; i < PATIENCE; i++) tab.sayRaw('x')
  expect(tab.closedWith).toBeUndefined()
  tab.sayRaw('x')
  expect(tab.closedWith).toBe(4429)
})

test('[BAD5] a defect ends one request, not the server', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  visit.progress.save = () => Promise.reject(new Error('a defect'))
  tab.say({ type: 'save', id: 3, entries: [] })
  tab.say({ type: 'freshLab', id: 4 })
  await settle()
  expect(tab.got('refused')).toMatchObject([{ id: 3, code: 'unavailable' }])
  expect(tab.got('ok')).toEqual([{ type: 'ok', id: 4 }])
  expect(visit.logged).toHaveLength(1)
})

test('[END1] a server that stops closes every connection with 1001, and new ones at once', async () => {
  const visit = new Visit()
  const tabs = [await visit.open(), await visit.open('bea')]
  visit.registry.dispose()
  expect(tabs.map(({ closedWith }) => closedWith)).toEqual([1001, 1001])
  expect(visit.time.waiting).toBe(0)
})

test('[HS5] of what is sent before welcome a hundred are kept', async () => {
  const visit = new Visit()
  const tab = new Tab(visit.registry)
  tab.say({ type: 'hello', version: 2 })
  for (let id = 1; id <= 101; id += 1) tab.say({ type: 'stop', id, run: 1 })
  await visit.time.pass(20)
  expect(tab.got('refused').filter(({ code }) => code === 'out-of-turn')).toHaveLength(1)
  expect(tab.got('refused').filter(({ code }) => code === 'unknown-run')).toHaveLength(100)
})
