/** What the learners of one network may have together; those of another do not feel it. */
import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../protocol/index.ts'
import { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { KEPT_CHARS, KEPT_SCARCE } from './keeping.ts'
import { LABS_OF_PLACE } from './registry.ts'

async function arrives(visit: Visit, learner: string, place: string): Promise<Tab> {
  const tab = new Tab(visit.registry, learner, place)
  tab.say({ type: 'hello', version: PROTOCOL_VERSION })
  await visit.time.pass(20)
  return tab
}

test('[LAB11] one network does not take all labs, nor fill the queue', async () => {
  const visit = new Visit()
  const tabs: Tab[] = []
  for (let at = 0; at <= LABS_OF_PLACE.least; at++) {
    const tab = await arrives(visit, `learner ${at}`, 'here')
    await visit.run(tab, 'first')
    tabs.push(tab)
  }
  const [last, before] = [tabs.at(-1), tabs.at(-2)]
  expect(last?.reason(1)).toMatchObject({
    type: 'refused',
    say: expect.stringMatching(/^Your network/),
  })
  expect(before?.reason(1)).toBeUndefined()
  const elsewhere = await arrives(visit, 'bea', 'there')
  await visit.run(elsewhere, 'first')
  expect(elsewhere.reason(1)).toBeUndefined()
})

test('[PR4] one network does not fill the store of progress', async () => {
  const visit = new Visit()
  // What is kept would come back with each welcome.
  visit.progress.save = () => Promise.resolve(true)
  const value = 'x'.repeat(250_000)
  const saves = async (tab: Tab, key: string): Promise<boolean> => {
    tab.say({
      type: 'save',
      id: 1,
      entries: [1, 2, 3].map((n) => ({ key: `${key}${n}`, at: 1, value })),
    })
    await visit.time.pass(1_000)
    return tab.got('saved').at(-1)?.stored ?? false
  }
  const enough = Math.ceil(KEPT_CHARS / (3 * value.length))
  const first = await arrives(visit, 'ada', 'here')
  // The same again is nothing new.
  for (let at = 0; at < 2 * enough; at++) expect(await saves(first, 'k')).toBe(true)
  const second = await arrives(visit, 'bea', 'here')
  for (let at = 1; at < enough; at++) expect(await saves(second, `k${at}`)).toBe(true)
  expect(await saves(second, 'more')).toBe(false)
  expect(await saves(await arrives(visit, 'eve', 'there'), 'k')).toBe(true)
  await visit.time.pass(24 * 3_600_000)
  expect(await saves(second, 'next day')).toBe(true)
}, 60_000)

test('[PR4] while the store is nearly full no network takes much of the rest', async () => {
  const visit = new Visit()
  visit.progress.scarce = true
  const saves = async (tab: Tab, key: string): Promise<boolean> => {
    const value = 'x'.repeat(KEPT_SCARCE / 4)
    tab.say({ type: 'save', id: 1, entries: [{ key, at: 1, value }] })
    await visit.time.pass(1_000)
    return tab.got('saved').at(-1)?.stored ?? false
  }
  const [first, second] = [await arrives(visit, 'ada', 'here'), await arrives(visit, 'bea', 'here')]
  for (let at = 0; at < 4; at++) expect(await saves(first, `k${at}`)).toBe(true)
  expect(await saves(second, 'more')).toBe(false)
  expect(await saves(await arrives(visit, 'eve', 'there'), 'k')).toBe(true)
  visit.progress.scarce = false
  expect(await saves(second, 'more')).toBe(true)
})
