import { expect, test } from 'vitest'
import { LESSON, STEP } from '../test/smallCourse.ts'
import type { Tab } from '../test/tab.ts'
import { settle } from '../test/turnedTime.ts'
import { Visit } from '../test/visit.ts'
import { STARTS } from './session.ts'

const OF = { lesson: LESSON, step: STEP, program: 'first' }

test('[BAD6] more starts than a hand can press are refused, in all tabs together', async () => {
  const visit = new Visit()
  const tabs = [await visit.open(), await visit.open()]
  for (let id = 1; id <= STARTS; id += 1) tabs[id % 2]?.say({ type: 'freshLab', id })
  await visit.time.pass(20)
  for (const tab of tabs) tab.say({ type: 'freshLab', id: 999 })
  await visit.time.pass(20)
  for (const tab of tabs) expect(tab.got('refused')).toMatchObject([{ id: 999, code: 'too-many' }])
  await visit.time.pass(1_000)
  tabs[0]?.say({ type: 'freshLab', id: 1_000 })
  await visit.time.pass(20)
  expect(tabs[0]?.got('ok').at(-1)).toMatchObject({ id: 1_000 })
})

test('[RUN1] Run without a program starts those that start with Run, in declared order', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab)
  expect(tab.all('run').map(({ of }) => of.program)).toEqual(['first', 'second'])
  expect(tab.got('ok')).toHaveLength(1)
})

test('[RUN1] Run with a program starts that one, whatever its condition', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'by-hand')
  await visit.run(tab, 'second')
  expect(visit.lab.runs.map(({ spec }) => spec.argv[1])).toEqual(['by_hand.py', 'second.py'])
  expect(visit.last.spec).toMatchObject({ dir: STEP, wallMs: 600_000, input: true })
})

test('[RUN2] a run is told by run, then by its states, and ended comes once', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  visit.last.waits('redis')
  await visit.time.pass(1_500)
  tab.say({ type: 'stop', id: 2, run: 1 })
  visit.last.waits('other')
  visit.last.ends({ type: 'stopped' })
  await visit.time.pass(20)
  expect(tab.states(1)).toEqual(['queued', 'starting', 'running', 'waiting', 'stopping', 'ended'])
  expect(tab.all('state').at(-1)?.state).toMatchObject({ reason: { type: 'stopped' }, took: 1_500 })
})

test('[EV3] output stands before the state that followed it', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  visit.last.print('one\n')
  visit.last.print('two\n', 'err')
  visit.last.waits('input')
  visit.last.print('three')
  visit.last.ends()
  await visit.time.pass(50)
  const told = tab.events.flatMap(({ event }) => {
    if (event.type === 'output') return [event.chunks.map(({ text }) => text).join('|')]
    return event.type === 'state' ? [event.state.type] : []
  })
  expect(told.slice(-5)).toEqual(['running', 'one\n|two\n', 'waiting', 'three', 'ended'])
})

test('[RUN3] Run on a running program stops it, and starts it when it has ended', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  await visit.run(tab, 'first')
  expect([visit.lab.runs.length, visit.last.stops]).toEqual([1, 1])
  expect(tab.states(2)).toEqual(['queued'])
  visit.last.ends({ type: 'stopped' })
  await visit.time.pass(20)
  expect(visit.lab.runs).toHaveLength(2)
  expect(tab.all('run').map(({ number }) => number)).toEqual([1, 2])
})

test('[RUN3] three quick presses leave one run, the last', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  for (let i = 0; i < 3; i++) await visit.run(tab, 'first')
  visit.last.ends({ type: 'stopped' })
  await visit.time.pass(20)
  expect([1, 2, 3].map((run) => tab.states(run).at(-1))).toEqual(['ended', 'ended', 'starting'])
  expect(visit.lab.runs).toHaveLength(2)
})

test('[RUN4] a start condition holds a program back until it was seen', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab)
  expect(tab.all('state').find(({ run }) => run === 2)?.state).toMatchObject({
    type: 'queued',
    after: 'It starts when first waits for Redis.',
  })
  visit.last.started()
  visit.last.waits('redis')
  await visit.time.pass(290)
  expect(visit.lab.runs).toHaveLength(1)
  await visit.time.pass(11)
  expect(visit.lab.runs.map(({ spec }) => spec.argv[1])).toEqual(['first.py', 'second.py'])
})

test('[RUN4] a condition that can hold no more ends its program as refused', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab)
  visit.last.started()
  visit.last.ends()
  await visit.time.pass(20)
  expect(tab.reason(2)).toMatchObject({ type: 'refused' })
})

test('[RUN4] without a sandbox what is seen in one alone is not waited for', async () => {
  const visit = new Visit()
  visit.pool.info = { ...visit.pool.info, sandboxed: false }
  const tab = await visit.open()
  await visit.run(tab)
  expect(tab.reason(2)).toEqual({
    type: 'refused',
    say: 'With the sandbox off nobody sees when: run it yourself. It starts when first waits for Redis.',
  })
  expect(visit.lab.runs.map(({ spec }) => spec.argv[1])).toEqual(['first.py'])
})

async function fill(visit: Visit, tab: Tab): Promise<void> {
  for (let i = 0; i < 8; i++)
    tab.say({ type: 'run', id: i, lesson: LESSON, step: '02-many', program: `p${i}`, files: {} })
  await visit.time.pass(20)
}

test('[RUN5] a ninth program is refused, a restart is not', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await fill(visit, tab)
  expect(visit.lab.runs).toHaveLength(8)
  tab.say({ type: 'run', id: 9, lesson: LESSON, step: '02-many', program: 'p8', files: {} })
  tab.say({ type: 'run', id: 10, lesson: LESSON, step: '02-many', program: 'p0', files: {} })
  await settle()
  expect(tab.got('refused')).toMatchObject([{ id: 9, code: 'limit' }])
  expect(tab.got('ok').at(-1)).toMatchObject({ id: 10 })
})

test('[RUN5] when not all of a step fit, none is started', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await fill(visit, tab)
  await visit.run(tab)
  expect(tab.got('refused')).toMatchObject([{ code: 'limit' }])
  expect(tab.all('run')).toHaveLength(8)
})

test('[RUN6] files of an earlier run that are gone are deleted', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first', { 'mine.py': 'x' })
  visit.last.ends()
  await visit.run(tab, 'first', { 'settings.py': 'hacked' })
  expect(visit.last.spec.files).toMatchObject({ 'mine.py': null, 'settings.py': 'DEBUG = True' })
  visit.last.ends()
  // Once is enough: a thousand runs with other names must not make the next one delete them all.
  await visit.run(tab, 'first', { 'other.py': null })
  expect(visit.last.spec.files).not.toHaveProperty('mine.py')
  visit.last.ends()
  await visit.run(tab, 'first')
  expect(visit.last.spec.files).not.toHaveProperty('other.py')
})

test('[RUN7] a request with a bad file name starts nothing', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first', { '../x': '' })
  expect(tab.got('refused')).toMatchObject([{ id: 1, code: 'malformed' }])
  expect(tab.all('run')).toEqual([])
})

test('[RUN8] Stop ends a queued run at once and is harmless twice', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await visit.run(tab, 'first')
  tab.say({ type: 'stop', id: 2, run: 1 })
  tab.say({ type: 'stop', id: 3, run: 1 })
  tab.say({ type: 'stop', id: 4, run: 99 })
  await visit.time.pass(20)
  expect(tab.reason(1)).toEqual({ type: 'stopped' })
  expect(tab.got('refused').map(({ id, code }) => [id, code])).toEqual([
    [3, 'ended'],
    [4, 'unknown-run'],
  ])
})

test('[RUN8] Stop on a run that stops already does nothing', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  tab.say({ type: 'stop', id: 2, run: 1 })
  tab.say({ type: 'stop', id: 3, run: 1 })
  await settle()
  expect([visit.last.stops, tab.got('ok').length]).toEqual([1, 3])
})

test('[RUN9] repeat runs one after the other and tells its count after each', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'repeat', id: 1, of: OF, files: {} })
  for (const line of ['lost\n', 'kept\n', 'lost\n']) {
    await visit.time.pass(20)
    visit.last.started()
    visit.last.print(line)
    visit.last.ends()
  }
  await visit.time.pass(20)
  expect(tab.all('tally').map(({ done, held }) => [done, held])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
  ])
  expect(visit.lab.runs).toHaveLength(3)
  expect(tab.all('tally').at(-1)).toMatchObject({ times: 3, stopped: false })
})

test('[RUN9] stopping the run stops the repeat, and that run does not count', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'repeat', id: 1, of: OF, files: {} })
  await visit.time.pass(20)
  tab.say({ type: 'stop', id: 2, run: 1 })
  visit.last.ends({ type: 'stopped' })
  await visit.time.pass(20)
  expect(tab.all('tally').at(-1)).toMatchObject({ done: 0, held: 0, stopped: true })
  expect(visit.lab.runs).toHaveLength(1)
})

test('[RUN9] a fresh lab ends a repeat: nothing of it runs in the new one', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'repeat', id: 1, of: OF, files: {} })
  await visit.time.pass(20)
  visit.last.started()
  visit.pool.warm = 1
  tab.say({ type: 'freshLab', id: 2 })
  await visit.time.pass(20)
  expect(tab.all('tally').at(-1)).toMatchObject({ done: 0, held: 0, stopped: true })
  expect(visit.pool.labs.map(({ runs }) => runs.length)).toEqual([1, 0])
})

test('[RUN9] a program that has no repeat is refused', async () => {
  const tab = await new Visit().open()
  tab.say({ type: 'repeat', id: 1, of: { ...OF, program: 'second' }, files: {} })
  await settle()
  expect(tab.got('refused')).toMatchObject([{ id: 1, code: 'unknown-program' }])
})

test('[RUN10] the note follows the end of the run', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.print("ModuleNotFoundError: No module named 'celery'\n", 'err')
  visit.last.ends({ type: 'exit', code: 1 })
  await visit.time.pass(20)
  expect(tab.events.at(-1)?.event).toMatchObject({ type: 'note', run: 1 })
  expect(tab.all('note')[0]?.say).toContain('redis 8.1.0')
})

test('[OUT3] a flood ends its run by name', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  const megabyte = 'x'.repeat(1_000_000)
  for (let i = 0; i < 1_001; i++) visit.last.print(megabyte)
  expect(visit.last.kills).toBeGreaterThan(0)
  visit.last.ends({ type: 'signal', name: 'SIGKILL' })
  await visit.time.pass(50)
  expect(tab.reason(1)).toMatchObject({ type: 'limit', name: 'flood' })
  // A gigabyte takes its time on a busy machine.
})

test('[IN1] typed text reaches the program and every tab', async () => {
  const visit = new Visit()
  const [tab, other] = [await visit.open(), await visit.open()]
  await visit.run(tab, 'first')
  visit.last.started()
  tab.say({ type: 'input', id: 2, run: 1, text: 'Ada\n', end: true })
  await visit.time.pass(20)
  expect([visit.last.typed, visit.last.inputEnded]).toEqual([['Ada\n'], true])
  expect(other.all('typed')).toEqual([{ type: 'typed', run: 1, text: 'Ada\n', end: true }])
})

test('[IN2] input before the start is out of turn, after the end it is too late', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await visit.run(tab, 'first')
  tab.say({ type: 'input', id: 2, run: 1, text: 'x', end: false })
  tab.say({ type: 'stop', id: 3, run: 1 })
  tab.say({ type: 'input', id: 4, run: 1, text: 'x', end: false })
  await settle()
  expect(tab.got('refused').map(({ id, code }) => [id, code])).toEqual([
    [2, 'out-of-turn'],
    [4, 'ended'],
  ])
})

test('[IN3] what a program does not read is refused beyond a megabyte, until it reads', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  const text = 'x'.repeat(100_000)
  for (let id = 10; id < 21; id += 1) tab.say({ type: 'input', id, run: 1, text, end: false })
  await settle()
  expect(tab.got('refused').map(({ id, code }) => [id, code])).toEqual([[20, 'limit']])
  visit.last.readsInput()
  tab.say({ type: 'input', id: 21, run: 1, text, end: false })
  await settle()
  expect(tab.got('refused')).toHaveLength(1)
  expect(visit.last.typed).toHaveLength(11)
})

test('[Q1] an answer is judged with reasons, an unknown question or option is refused', async () => {
  const tab = await new Visit().open()
  tab.say({ type: 'answer', id: 1, lesson: LESSON, question: 'q', parts: ['no'] })
  tab.say({ type: 'answer', id: 2, lesson: LESSON, question: 'gone', parts: ['no'] })
  tab.say({ type: 'answer', id: 3, lesson: LESSON, question: 'q', parts: ['perhaps'] })
  await settle()
  expect(tab.got('judged')).toMatchObject([
    { id: 1, right: false, sheet: { rule: { right: ['yes'] }, why: { no: 'It is not.' } } },
  ])
  expect(tab.got('refused')).toMatchObject([
    { id: 2, code: 'unknown-program' },
    { id: 3, code: 'unknown-program' },
  ])
})

test('an unknown program, step or lesson is refused', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'nobody')
  tab.say({ type: 'run', id: 2, lesson: 'x', step: STEP, files: {} })
  await settle()
  expect(tab.got('refused').map(({ code }) => code)).toEqual(Array(2).fill('unknown-program'))
})
