import { expect, test } from 'vitest'
import type { Numbered } from '../protocol/index.ts'
import { seeded } from '../test/seeded.ts'
import { Visit } from '../test/visit.ts'
import { Tab } from '../test/tab.ts'

const numbers = (events: readonly Numbered[]): number[] => events.map(({ seq }) => seq)
const sessionOf = (tab: Tab): string => tab.got('welcome')[0]?.session ?? ''

async function running(): Promise<{ visit: Visit; tab: Tab }> {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  await visit.time.pass(20)
  return { visit, tab }
}

test('[SE1] two tabs see the same events under the same numbers', async () => {
  const { visit, tab } = await running()
  const other = await visit.open()
  visit.last.print('hello\n')
  await visit.time.pass(20)
  expect(other.events).toEqual(tab.events)
  expect(sessionOf(other)).toBe(sessionOf(tab))
})

test('[SE2] another learner sees nothing of it', async () => {
  const { visit } = await running()
  const stranger = await visit.open('bea')
  visit.last.print('secret\n')
  stranger.say({ type: 'stop', id: 1, run: 1 })
  stranger.say({ type: 'input', id: 2, run: 1, text: 'x', end: false })
  await visit.time.pass(20)
  expect(stranger.events.map(({ event }) => event.type)).toEqual(['lab'])
  expect(stranger.got('refused').map(({ code }) => code)).toEqual(['unknown-run', 'unknown-run'])
  expect(visit.last.stops).toBe(0)
})

test('[SE3] runs go on for 5 minutes without a connection, then end as away', async () => {
  const { visit, tab } = await running()
  tab.cut()
  await visit.time.pass(299_000)
  expect(visit.last.live).toBe(true)
  await visit.time.pass(1_000)
  expect([visit.last.live, visit.lab.disposed]).toEqual([false, true])
})

test('[SE3] coming back in time keeps the runs', async () => {
  const { visit, tab } = await running()
  tab.cut()
  await visit.time.pass(299_000)
  const back = await visit.open('ada', {
    session: sessionOf(tab),
    seq: tab.events.at(-1)?.seq ?? 0,
  })
  await visit.time.pass(3_000_000)
  expect(visit.last.live).toBe(true)
  expect(back.got('welcome')[0]?.resumed).toBe(true)
})

test('who came, ran nothing and left is forgotten soon, with the lab given back', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  tab.cut()
  await visit.time.pass(60_000)
  expect([visit.registry.size.sessions, visit.lab.disposed]).toEqual([0, true])
  expect(visit.time.waiting).toBe(0)
})

test('[SE4] who comes back within the hour reads how the runs ended, later nothing is left', async () => {
  const { visit, tab } = await running()
  tab.cut()
  await visit.time.pass(300_000 + 50 * 60_000)
  const seen = { session: sessionOf(tab), seq: tab.events.at(-1)?.seq ?? 0 }
  const back = await visit.open('ada', seen)
  expect(back.reason(1)).toEqual({ type: 'limit', name: 'away', value: '5 min' })
  back.cut()
  await visit.time.pass(66 * 60_000)
  expect(visit.registry.size).toEqual({ sessions: 0, connections: 0 })
})

test('of a hundred learners who went away the oldest is forgotten for a new one', async () => {
  const visit = new Visit()
  const seen: { session: string; seq: number }[] = []
  for (let number = 0; number < 100; number += 1) {
    const tab = await visit.open(`learner-${number}`)
    await visit.run(tab, 'first')
    seen.push({ session: sessionOf(tab), seq: 1 })
    tab.cut()
  }
  await visit.time.pass(300_000)
  await visit.open('new')
  expect(visit.registry.size.sessions).toBe(100)
  const second = await visit.open('learner-1', seen[1])
  const first = await visit.open('learner-0', seen[0])
  expect([second, first].map((tab) => tab.got('welcome')[0]?.resumed)).toEqual([true, false])
})

test('[RS1] exactly the events after the last seen one follow', async () => {
  const { visit, tab } = await running()
  tab.cut()
  visit.last.print('while away\n')
  await visit.time.pass(20)
  const seq = tab.events.at(-1)?.seq ?? 0
  const back = await visit.open('ada', { session: sessionOf(tab), seq })
  expect(back.got('welcome')[0]).toMatchObject({ resumed: true, missing: 0 })
  expect(numbers(back.events)).toEqual([seq + 1])
  expect(back.text(1)).toBe('while away\n')
})

test('[RS2] an unknown session or a number not yet given gets the whole log', async () => {
  const { visit, tab } = await running()
  for (const seen of [
    { session: 'other', seq: 2 },
    { session: sessionOf(tab), seq: 999 },
    { session: sessionOf(tab), seq: -1 },
  ]) {
    const fresh = await visit.open('ada', seen)
    expect(fresh.got('welcome')[0]?.resumed).toBe(false)
    expect(fresh.events).toEqual(tab.events)
  }
})

test('[EV4] the first output goes at once, then one frame in 16 ms', async () => {
  const { visit, tab } = await running()
  await visit.time.pass(100)
  const before = tab.frames
  visit.last.print('first\n')
  await visit.time.pass(0)
  expect([tab.frames - before, tab.text(1)]).toEqual([1, 'first\n'])
  for (let i = 0; i < 15; i++) {
    visit.last.print(`${i}\n`)
    await visit.time.pass(1)
  }
  expect(tab.frames - before).toBe(1)
  await visit.time.pass(1)
  expect(tab.frames - before).toBe(2)
  expect(tab.all('output').at(-1)?.chunks).toHaveLength(15)
})

test('[EV4] a run’s first line does not wait for the sake of its states', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  await visit.time.pass(100)
  await visit.run(tab, 'first')
  visit.last.started()
  visit.last.print('first\n')
  await visit.time.pass(0)
  expect(tab.text(1)).toBe('first\n')
})

test('[RS4] a stuck reader is given a bounded amount, and nobody waits for it', async () => {
  const { visit, tab } = await running()
  const slow = await visit.open()
  slow.stuck = true
  let worst = 0
  for (let i = 0; i < 400; i++) {
    visit.last.print(`${'x'.repeat(9_990)}${i}\n`)
    await visit.time.pass(16)
    worst = Math.max(worst, slow.buffered)
  }
  expect(worst).toBeLessThan(2_000_000)
  expect(tab.text(1)).toContain('399\n')
  slow.stuck = false
  slow.drain()
  await visit.time.pass(20)
  expect(slow.events.at(-1)).toEqual(tab.events.at(-1))
  expect(numbers(slow.events)).toEqual([...new Set(numbers(slow.events))].sort((a, b) => a - b))
})

/** A second tab that stopped reading some seconds ago. */
async function stuck(): Promise<{ visit: Visit; slow: Tab }> {
  const { visit } = await running()
  const slow = await visit.open()
  slow.stuck = true
  for (let i = 0; i < 200; i++) {
    visit.last.print('x'.repeat(10_000))
    await visit.time.pass(16)
  }
  return { visit, slow }
}

test('[RS5] a reader that is stuck for 30 s is sent away', async () => {
  const { visit, slow } = await stuck()
  expect(slow.closedWith).toBeUndefined()
  await visit.time.pass(30_000)
  expect(slow.closedWith).toBe(4408)
})

test.each(['reads again', 'is gone'])('[RS5] who %s in time is not sent away', async (does) => {
  const { visit, slow } = await stuck()
  await visit.time.pass(20_000)
  if (does === 'is gone') slow.cut()
  else {
    slow.stuck = false
    slow.drain()
  }
  await visit.time.pass(30_000)
  expect(slow.closedWith).toBeUndefined()
})

test('[PR2] while the store is away a save is answered at once as not stored', async () => {
  const visit = new Visit()
  const tab = await visit.open()
  visit.progress.away = true
  tab.say({ type: 'save', id: 1, entries: [{ key: 'place', at: 1, value: '"x"' }] })
  await visit.time.pass(1)
  expect(tab.got('saved')).toEqual([{ type: 'saved', id: 1, stored: false }])
})

test('[PR3] every connection hears when the store goes and comes', async () => {
  const visit = new Visit()
  const tabs = [await visit.open(), await visit.open('bea')]
  visit.registry.tellStore(false)
  visit.registry.tellStore(true)
  await visit.time.pass(1)
  for (const tab of tabs) expect(tab.got('store').map(({ up }) => up)).toEqual([false, true])
})

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  '[EV2] whatever is cut and whenever, a page has each event once and in order (seed %i)',
  async (seed) => {
    const random = seeded(seed)
    const { visit, tab: steady } = await running()
    let page: Tab = await visit.open()
    const seen: Numbered[] = []
    const take = (): void => void seen.push(...page.events.splice(0))
    for (let i = 0; i < 120; i++) {
      const dice = random()
      if (dice < 0.5) visit.last.print(`line ${i}\n`, random() < 0.3 ? 'err' : 'out')
      else if (dice < 0.6) visit.last.waits(random() < 0.5 ? 'redis' : 'sleep')
      else if (dice < 0.75) page.stuck = !page.stuck
      else if (dice < 0.85) {
        take()
        page.cut()
        const session = sessionOf(steady)
        page = new Tab(visit.registry)
        page.say({ type: 'hello', version: 2, seen: { session, seq: seen.at(-1)?.seq ?? 0 } })
      } else await visit.time.pass(Math.floor(random() * 40))
      if (!page.stuck) page.drain()
    }
    page.stuck = false
    page.drain()
    await visit.time.pass(100)
    take()
    expect(seen).toEqual(steady.events)
  },
)
