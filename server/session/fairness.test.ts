import { expect, test } from 'vitest'
import type { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { ENOUGH_MS, WARNING_MS } from './fairness.ts'

const last = (tab: Tab): unknown => tab.all('lab').at(-1)?.lab

/** Ada has a lab in which something ran and ended, and there is no other. */
async function idleLab(): Promise<{ visit: Visit; ada: Tab }> {
  const visit = new Visit()
  const ada = await visit.open('ada')
  await visit.run(ada, 'first')
  visit.last.started()
  visit.last.ends()
  await visit.time.pass(20)
  return { visit, ada }
}

/** Bob comes and presses Run; nothing is free. */
async function bobWaits(visit: Visit): Promise<Tab> {
  const bob = await visit.open('bob')
  await visit.run(bob, 'first')
  expect(last(bob)).toMatchObject({ type: 'queued', place: 1 })
  return bob
}

test('[LAB8] an idle lab is told when it leaves, goes to who waits, and comes back with the next Run', async () => {
  const { visit, ada } = await idleLab()
  await visit.time.pass(ENOUGH_MS)
  await bobWaits(visit)
  const warned = last(ada)
  expect(warned).toMatchObject({ type: 'ready', leaves: expect.any(Number) })
  await visit.time.pass(WARNING_MS - 1_000)
  expect(visit.lab.disposed).toBe(false)
  await visit.time.pass(2_000)
  expect(visit.pool.labs[0]?.disposed).toBe(true)
  expect(last(ada)).toEqual({ type: 'none', gaveWay: true })
  visit.pool.give()
  visit.pool.warm = 1
  await visit.time.pass(20)
  await visit.run(ada, 'first', { 'main.py': 'mine' })
  expect(last(ada)).toMatchObject({ type: 'ready' })
  expect(visit.last.spec.files).toMatchObject({ 'main.py': 'mine' })
})

test('[LAB8] a Run keeps the lab', async () => {
  const { visit, ada } = await idleLab()
  await visit.time.pass(ENOUGH_MS)
  await bobWaits(visit)
  await visit.time.pass(WARNING_MS / 2)
  await visit.run(ada, 'first')
  expect(last(ada)).toMatchObject({ type: 'ready' })
  expect(last(ada)).not.toHaveProperty('leaves')
  visit.last.started()
  await visit.time.pass(WARNING_MS * 2)
  expect(visit.pool.labs[0]?.disposed).toBe(false)
})

test('[LAB8] when nobody waits any more the lab stays', async () => {
  const { visit, ada } = await idleLab()
  await visit.time.pass(ENOUGH_MS)
  const bob = await bobWaits(visit)
  bob.say({ type: 'leaveQueue', id: 9 })
  await visit.time.pass(WARNING_MS * 2)
  expect(visit.pool.labs[0]?.disposed).toBe(false)
  expect(last(ada)).not.toHaveProperty('leaves')
})

test('[LAB8] a lab that was used a moment ago, or in which something runs, is not asked for', async () => {
  const { visit, ada } = await idleLab()
  await bobWaits(visit)
  await visit.time.pass(ENOUGH_MS / 2)
  expect(last(ada)).not.toHaveProperty('leaves')
  await visit.run(ada, 'first')
  visit.last.started()
  await visit.time.pass(ENOUGH_MS * 3)
  expect(visit.pool.labs[0]?.disposed).toBe(false)
})

test('[LAB8] as many labs leave as learners wait, the longest idle first', async () => {
  const { visit, ada } = await idleLab()
  await visit.time.pass(1_000)
  visit.pool.warm = 1
  const eve = await visit.open('eve')
  await visit.run(eve, 'first')
  visit.last.started()
  visit.last.ends()
  await visit.time.pass(ENOUGH_MS)
  await bobWaits(visit)
  expect([last(ada), last(eve)]).toEqual([
    expect.objectContaining({ leaves: expect.any(Number) }),
    expect.not.objectContaining({ leaves: expect.any(Number) }),
  ])
})

test('[LAB8] whose page is closed has nobody to warn', async () => {
  const { visit, ada } = await idleLab()
  ada.cut()
  await visit.time.pass(ENOUGH_MS)
  await bobWaits(visit)
  expect(visit.pool.labs[0]?.disposed).toBe(true)
})
