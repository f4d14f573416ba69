/** Visits of a learner's app: asked, waited for, left, followed, and never more than a lab can bear. */
import { expect, test } from 'vitest'
import type { Visited } from '../lab/index.ts'
import { LESSON, STEP } from '../test/smallCourse.ts'
import type { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { appPath, pageText } from './page.ts'
import { follow } from './visiting.ts'

const OF = { lesson: LESSON, step: STEP, program: 'app' }

async function running(): Promise<{ visit: Visit; tab: Tab; go: (path: string) => Promise<void> }> {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'app')
  visit.last.started()
  const go = async (path: string): Promise<void> => {
    tab.say({ type: 'visit', id: 2, of: OF, path })
    await visit.time.pass(20)
  }
  return { visit, tab, go }
}

function answer(visit: Visit, more: Partial<Extract<Visited, { type: 'answered' }>> = {}): Visited {
  const body = Buffer.from('<p>Here')
  const at = visit.time.now()
  return { type: 'answered', at, ms: 2.5, status: 200, body, cut: false, ...more }
}

const states = (tab: Tab, visit: number): string[] =>
  tab.all('visit').flatMap((event) => (event.visit === visit ? [event.state.type] : []))

test('[APP1] a visit is told when it is asked, and once more when it is answered', async () => {
  const { visit, tab, go } = await running()
  await go('/listen/?a=1')
  expect(visit.lab.visits[0]?.spec).toEqual({ port: 8000, path: '/listen/?a=1' })
  expect(tab.all('visit')).toMatchObject([
    { run: 1, program: 'app', visit: 1, path: '/listen/?a=1', state: { type: 'asked' } },
  ])
  visit.lab.visits[0]?.end(answer(visit))
  await visit.time.pass(20)
  expect(tab.all('visit').at(-1)?.state).toEqual({
    type: 'answered',
    status: 200,
    ms: 2.5,
    text: '<p>Here',
  })
  expect(states(tab, 1)).toEqual(['asked', 'answered'])
})

test('[APP2] eight visits wait side by side, a ninth is refused', async () => {
  const { visit, tab, go } = await running()
  for (let i = 0; i < 9; i++) await go('/')
  expect(visit.lab.visits).toHaveLength(8)
  expect(tab.got('refused')).toMatchObject([{ id: 2, code: 'limit' }])
  visit.lab.visits[3]?.end(answer(visit))
  await go('/')
  expect(visit.lab.visits).toHaveLength(9)
})

test('[APP2] visits in quick succession are refused, and allowed again after a while', async () => {
  const { visit, tab, go } = await running()
  for (let i = 0; i < 60; i++) {
    tab.say({ type: 'visit', id: 2, of: OF, path: '/' })
    visit.lab.visits.at(-1)?.end(answer(visit))
  }
  await visit.time.pass(20)
  expect(tab.got('refused').every(({ code }) => code === 'too-many')).toBe(true)
  expect(visit.lab.visits.length).toBe(40)
  await visit.time.pass(1_000)
  await go('/')
  expect(visit.lab.visits.length).toBe(41)
})

test('[APP3] leaving hangs up; leaving twice, or what never was, is refused', async () => {
  const { visit, tab, go } = await running()
  await go('/listen/')
  for (const number of [1, 1, 7]) tab.say({ type: 'leave', id: 3, visit: number })
  await visit.time.pass(20)
  expect(states(tab, 1)).toEqual(['asked', 'left'])
  expect(tab.got('refused').map(({ code }) => code)).toEqual(['ended', 'unknown-visit'])
})

test('[APP4] an app that does not run, or a program without one, is not visited', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.say({ type: 'visit', id: 1, of: OF, path: '/' })
  tab.say({ type: 'visit', id: 2, of: { ...OF, program: 'first' }, path: '/' })
  await visit.time.pass(20)
  expect(tab.got('refused').map(({ code }) => code)).toEqual(['out-of-turn', 'unknown-program'])
})

test('[APP4] with the lab its visits fail', async () => {
  const { visit, tab, go } = await running()
  await go('/')
  const say = 'The lab went away.'
  visit.lab.visits[0]?.end({ type: 'failed', at: visit.time.now(), ms: 9, say })
  visit.lab.dispose()
  await visit.time.pass(20)
  expect(tab.all('visit').at(-1)?.state).toEqual({ type: 'failed', ms: 9, say })
})

test('[APP5] a redirection is followed within the app, five times in a row', async () => {
  const { visit, go } = await running()
  await go('/a/b')
  for (let i = 0; i < 8; i++)
    visit.lab.visits[i]?.end(answer(visit, { status: 302, location: `../c${i}` }))
  expect(visit.lab.visits.map(({ spec }) => spec.path)).toEqual([
    ...['/a/b', '/c0', '/c1', '/c2', '/c3', '/c4'],
  ])
  await go('/')
  visit.lab.visits[6]?.end(answer(visit, { status: 302, location: 'http://example.org/' }))
  expect(visit.lab.visits).toHaveLength(7)
})

test('[APP6] the last four pages are kept', async () => {
  const { visit, go } = await running()
  for (let i = 0; i < 5; i++) {
    await go(`/${i}`)
    visit.lab.visits[i]?.end(answer(visit, { contentType: 'text/html' }))
  }
  const visits = visit.registry.find('ada')?.visits
  expect([1, 2, 3, 4, 5].map((one) => visits?.page(one)?.page.path)).toEqual([
    ...[undefined, '/1', '/2', '/3', '/4'],
  ])
  expect(visits?.page(5)?.page).toMatchObject({ text: '<p>Here', status: 200, bytes: 7 })
})

test('[APP8] with the answer goes how the page begins, and nothing of what is no text', async () => {
  const { visit, tab, go } = await running()
  const html = `<title>Front</title>\n<p>Still   <b>here</b>.${'x'.repeat(9_000)}`
  const pages = [
    { contentType: 'text/html; charset=utf-8', body: Buffer.from(html) },
    { contentType: 'text/plain', body: Buffer.from('a <b\n c') },
    { contentType: 'image/png', body: Buffer.from([137, 80]) },
  ]
  for (const page of pages) {
    await go('/')
    visit.lab.visits.at(-1)?.end(answer(visit, page))
    await visit.time.pass(20)
  }
  const texts = tab
    .all('visit')
    .flatMap(({ state }) => (state.type === 'answered' ? [state.text] : []))
  expect(texts[0]).toMatch(/^Front Still here \.x+$/)
  expect(texts[0]).toHaveLength(500)
  expect(texts.slice(1)).toEqual(['a <b c', undefined])
})

test('[APP7] a link of a kept page is a visit of the same app', async () => {
  const { visit, go } = await running()
  await go('/')
  visit.lab.visits[0]?.end(answer(visit))
  const session = visit.registry.find('ada')
  if (session === undefined) throw new Error('no session')
  expect(follow(session, 1, '/next')).toBeUndefined()
  expect(visit.lab.visits.at(-1)?.spec).toEqual({ port: 8000, path: '/next' })
  for (const [from, to] of [
    [9, '/'],
    [1, 'x'],
    [1, '/a b'],
    [1, ['/', '/']],
  ] as const)
    expect(follow(session, from, to)?.code).toBe('unknown-visit')
})

test('a page is text when the app says so, in the characters it says', () => {
  expect(pageText(Buffer.from('é'), 'text/html')).toBe('é')
  expect(pageText(Buffer.from([0xe9]), 'text/plain; charset=latin1')).toBe('é')
  expect(pageText(Buffer.from('é'), 'text/html; charset=nonsense')).toBe('é')
  expect(pageText(Buffer.from('{}'), 'application/json')).toBe('{}')
  expect(pageText(Buffer.from('x'), 'image/png')).toBeUndefined()
})

test.each([
  ['/listen/', '/listen/'],
  ['x?y=1#z', '/a/x?y=1'],
  ['http://localhost:8000/x', '/x'],
  ['http://127.0.0.1:8000/x', '/x'],
  ['//example.org/x', undefined],
  ['http://localhost:8001/x', undefined],
  ['javascript:alert(1)', undefined],
  ['http://[', undefined],
])('the location %s leads to %s', (location, path) => {
  expect(appPath(location, { port: 8000, path: '/a/b' })).toBe(path)
})
