/** Frames of other pages: each runs for itself, and comes back to its own. */
import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../protocol/index.ts'
import { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { FRAMES } from './frames.ts'

interface Arrival {
  readonly learner?: string
  readonly name?: string
  readonly seen?: { readonly session: string; readonly seq: number }
}

/** A frame that was welcomed, of ada's if of nobody else's. */
async function open(visit: Visit, arrival: Arrival = {}): Promise<Tab> {
  const { learner = 'ada', name = 'step', seen } = arrival
  const tab = new Tab(visit.registry, learner)
  const hello = { type: 'hello', version: PROTOCOL_VERSION, embedded: name } as const
  tab.say({ ...hello, ...(seen === undefined ? {} : { seen }) })
  await visit.time.pass(20)
  return tab
}

const sessionOf = (tab: Tab): string => tab.got('welcome')[0]?.session ?? ''

test('[SE5] two frames of one step run each for itself, and neither in the tabs of their learner', async () => {
  const visit = new Visit()
  visit.pool.warm = 3
  const tab = await visit.open()
  // They come at the same moment, before either is welcomed.
  const [one, two] = await Promise.all([open(visit), open(visit)])
  expect(new Set([tab, one, two].map(sessionOf)).size).toBe(3)
  await visit.run(one, 'first')
  const { lab } = visit
  visit.last.print('of the first\n')
  await visit.run(two, 'first')
  expect(visit.lab).not.toBe(lab)
  visit.last.print('of the second\n')
  await visit.time.pass(20)
  expect([tab, one, two].map((each) => each.text(1))).toEqual([
    '',
    'of the first\n',
    'of the second\n',
  ])
})

test('[SE5] a frame goes on in its own session, else in one of its name that nobody has open', async () => {
  const visit = new Visit()
  const [one, two, other] = [await open(visit), await open(visit), await open(visit, { name: 'x' })]
  for (const frame of [one, two, other]) {
    await visit.run(frame, 'first')
    frame.cut()
  }
  const back = await open(visit, { seen: { session: sessionOf(two), seq: 1 } })
  expect([sessionOf(back), back.got('welcome')[0]?.resumed]).toEqual([sessionOf(two), true])
  const anew = await open(visit)
  expect(sessionOf(anew)).toBe(sessionOf(one))
  const third = await open(visit)
  expect([one, two, other].map(sessionOf)).not.toContain(sessionOf(third))
})

test('[SE5] a frame that is loaded again has its own before its old connection is seen to go', async () => {
  const visit = new Visit()
  const [one, two] = [await open(visit), await open(visit)]
  await visit.run(one, 'first')
  visit.last.print('of the first\n')
  await visit.time.pass(20)
  const back = await open(visit, { seen: { session: sessionOf(one), seq: 0 } })
  expect(sessionOf(back)).toBe(sessionOf(one))
  expect(back.got('welcome')).toMatchObject([{ resumed: true, missing: 0 }])
  expect(back.text(1)).toBe('of the first\n')
  one.cut()
  // It is held by the new one: who is new there gets another.
  const third = await open(visit)
  expect([one, two].map(sessionOf)).not.toContain(sessionOf(third))
  await visit.run(back, 'second')
  expect(back.states(2)).toContain('starting')
})

test('[SE2] a frame goes on in no session of another learner, whatever it says it has seen', async () => {
  const visit = new Visit()
  const [away, here] = [await open(visit), await open(visit)]
  for (const frame of [away, here]) await visit.run(frame, 'first')
  away.cut()
  const strangers = [undefined, away, here].map((of) =>
    open(visit, { learner: 'eve', ...(of && { seen: { session: sessionOf(of), seq: 1 } }) }),
  )
  for (const eve of await Promise.all(strangers)) {
    expect([away, here].map(sessionOf)).not.toContain(sessionOf(eve))
    expect(eve.got('welcome')).toMatchObject([{ resumed: false }])
    expect(eve.all('run')).toEqual([])
  }
})

test('[SE5] of too many frames those that nobody has open give way, else the newest is shared', async () => {
  const visit = new Visit()
  const frames: Tab[] = []
  for (let at = 0; at < FRAMES; at += 1) frames.push(await open(visit, { name: `${at}` }))
  expect(visit.registry.size.sessions).toBe(FRAMES)
  const shared = await open(visit, { name: 'more' })
  expect(sessionOf(shared)).toBe(sessionOf(frames.at(-1) ?? shared))
  frames[2]?.cut()
  const fresh = await open(visit, { name: 'more' })
  expect(frames.map(sessionOf)).not.toContain(sessionOf(fresh))
  expect(visit.registry.size.sessions).toBe(FRAMES)
})
