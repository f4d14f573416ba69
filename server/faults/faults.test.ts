/** Each part is killed or broken while a class of 20 works over real WebSockets: the table of RELIABILITY.md. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { newLearner, Page } from '../test/page.ts'
import { alive } from '../test/serverProcess.ts'
import { within } from '../test/within.ts'
import { House } from './house.ts'
import { draftIn, type Learner } from './learner.ts'
import { cutOften, strayed } from './lines.ts'
import {
  labsRunning,
  leaveDescriptors,
  memoryOf,
  notBound,
  progressRedis,
  type LabProcesses,
} from './processes.ts'
import { rows } from './table.ts'

const CLASS = 20
/** More, and other ones each time, with `CUT_CASES=1000` and above. */
const CUTS = Number(process.env['CUT_CASES'] ?? 1_000)
const SEED = process.env['CUT_CASES'] === undefined ? 1 : Date.now()
/** How long a reader is stuck: `STUCK_MS=60000` is the table's whole time. */
const STUCK_MS = Number(process.env['STUCK_MS'] ?? 5_000)
/** What one stuck reader may cost the server: its log and what the socket holds. */
const STUCK_BYTES = 64_000_000

/**
 * Until nothing of a killed server is left, and until another one serves: twenty times what they may take where nothing
 * else runs. `npm run soak` holds them to 1 s and 3 s.
 */
const GONE_MS = 20_000
const SERVES_MS = 60_000

vi.setConfig({ testTimeout: 600_000 + CUTS * 60 + STUCK_MS, hookTimeout: 600_000 })

let house: House

/** A learner who is not harmed by the fault that the others may be. */
function others(harmed: Learner): Learner[] {
  return house.learners.filter((learner) => learner !== harmed)
}

/** Everybody's last event: what comes after it may be the fault's doing. */
function marks(): Map<Learner, number> {
  return new Map(house.learners.map((learner) => [learner, learner.last]))
}

async function unharmed(learners: readonly Learner[], since: Map<Learner, number>): Promise<void> {
  await Promise.all(learners.map((learner) => learner.goesOn()))
  for (const learner of learners)
    expect([learner.name, learner.harmSince(since.get(learner) ?? 0)]).toEqual([learner.name, []])
}

/** A lab in which somebody talks. */
function aLab(): LabProcesses {
  const lab = labsRunning('talker.py', house.pid)[7]
  if (lab === undefined) throw new Error('the labs of the class are not to be seen')
  return lab
}

/** The one learner whose lab is harmed after these marks; fails when it is more than one. */
async function theHarmed(since: Map<Learner, number>): Promise<Learner> {
  const isHarmed = (one: Learner): boolean => one.harmSince(since.get(one) ?? 0).length > 0
  await expect.poll(() => house.learners.some(isHarmed)).toBe(true)
  const [harmed, ...more] = house.learners.filter(isHarmed)
  expect(more.map(({ name }) => name)).toEqual([])
  if (harmed === undefined) throw new Error('nobody was harmed')
  return harmed
}

beforeAll(async () => {
  house = await House.open()
  await house.fill(CLASS)
})
afterAll(() => house.close())

test('a lab’s supervisor is killed', async () => {
  const since = marks()
  process.kill(aLab().supervisor, 'SIGKILL')
  const harmed = await theHarmed(since)
  const after = since.get(harmed) ?? 0
  await harmed.sees('the loss', after, (event) => event.type === 'lab' && event.lab.type === 'lost')
  const lost = harmed.page.all('lab').findLast(({ lab }) => lab.type === 'lost')
  expect(lost?.lab).toMatchObject({
    say: 'Your lab went away. A new, empty one opens with your next Run.',
  })
  const ends = harmed.page.events.flatMap(({ seq, event }) =>
    seq > after && event.type === 'state' && event.state.type === 'ended'
      ? [event.state.reason.type]
      : [],
  )
  expect(ends).toEqual(['lost', 'lost'])
  await harmed.work()
  await unharmed(others(harmed), since)
})

test('a lab’s Redis is killed', async () => {
  const since = marks()
  process.kill(aLab().redis, 'SIGKILL')
  const harmed = await theHarmed(since)
  const after = since.get(harmed) ?? 0
  const broker = (state: string) =>
    harmed.sees(
      `Redis ${state}`,
      after,
      (event) => event.type === 'lab' && event.lab.type === 'ready' && event.lab.broker === state,
    )
  await broker('restarting')
  await broker('up')
  await harmed.goesOn()
  // Its programs live: they said what happened to them, and found the new Redis by themselves.
  const ended = harmed.harmSince(after).filter((one) => one.startsWith('run'))
  expect(ended).toEqual([])
  await unharmed(others(harmed), since)
})

test('a lab runs out of memory', async () => {
  const since = marks()
  const [harmed] = house.learners
  if (harmed === undefined) throw new Error('nobody is here')
  const run = await harmed.start('hog')
  expect(await harmed.ended(run)).toEqual({ type: 'limit', name: 'memory', value: '256 MB' })
  const ended = harmed.harmSince(since.get(harmed) ?? 0)
  expect(ended).toEqual([`run ${run} ended`])
  await harmed.goesOn()
  await unharmed(others(harmed), since)
})

test('a page stops reading', async () => {
  const since = marks()
  const [, stuck] = house.learners
  if (stuck === undefined) throw new Error('nobody is here')
  const before = memoryOf(house.pid)
  stuck.page.read(false)
  const runs = stuck.witness.all('run').length
  for (let flood = 0; flood < 3; flood += 1) stuck.ask('flood')
  await stuck.inTime(
    stuck.witness.until(() => (stuck.witness.all('run').length >= runs + 3 ? true : undefined)),
    'its floods from the other tab',
  )
  const began = performance.now()
  let worst = 0
  do {
    await unharmed(others(stuck), since)
    worst = Math.max(worst, memoryOf(house.pid) - before)
  } while (performance.now() - began < STUCK_MS)
  const took = ((performance.now() - began) / 1_000).toFixed(0)
  console.log(`stuck: ${(worst / 1e6).toFixed(0)} MB more at most, in ${took} s`)
  expect(worst).toBeLessThan(STUCK_BYTES)
  stuck.page.read(true)
  // Sent away after 30 s, which it reads only now, or still here: either way it goes on where it was.
  const { seq: newest = 0 } = stuck.witness.events.at(-1) ?? {}
  await stuck.inTime(
    stuck.page.until(() =>
      stuck.page.closedWith !== undefined || stuck.last >= newest ? true : undefined,
    ),
    'what it did not read',
  )
  if (stuck.page.closedWith !== undefined) await stuck.back()
  const floods = stuck.witness
    .all('run')
    .flatMap(({ run, of }) => (of.program === 'flood' ? [run] : []))
  for (const flood of floods) await stuck.ended(flood)
  await stuck.goesOn()
  expect(strayed(stuck)).toEqual([])
})

test('connections are cut at random', async () => {
  const since = marks()
  const cuts = Math.ceil(CUTS / CLASS)
  await Promise.all(
    house.learners.map((learner, number) => cutOften(learner, { cuts, seed: SEED + number })),
  )
  await unharmed(house.learners, since)
  for (const learner of house.learners)
    expect([learner.name, SEED, strayed(learner)]).toEqual([learner.name, SEED, []])
})

test('the progress Redis is killed', async () => {
  const since = marks()
  const [ada] = house.learners
  if (ada === undefined) throw new Error('nobody is here')
  const news = (up: boolean) =>
    ada.inTime(
      ada.page.until(() => ada.page.answers.find((one) => one.type === 'store' && one.up === up)),
      `that progress is ${up ? 'kept again' : 'not kept'}`,
    )
  expect(await ada.save(2)).toBe(true)
  process.kill(progressRedis(house.pid) ?? 0, 'SIGKILL')
  await news(false)
  // Redis may be back before a page on a busy machine has asked.
  const kept = (await ada.save(3)) ? 3 : 2
  await news(true)
  expect(await draftKept(ada)).toBe(`{"version":${kept}}`)
  expect(await ada.save(4)).toBe(true)
  await unharmed(house.learners, since)
})

test('the disk of the progress Redis is full', async ({ skip }) => {
  if (!house.hasSmallDisk) return skip('only root may mount a small disk')
  const since = marks()
  const [ada] = house.learners
  if (ada === undefined) throw new Error('nobody is here')
  const told = ada.page.answers.length
  const news = (up: boolean) =>
    ada.inTime(
      ada.page.until(() =>
        ada.page.answers.slice(told).find((one) => one.type === 'store' && one.up === up),
      ),
      `that progress is ${up ? 'kept again' : 'not kept'}`,
    )
  await house.fillDisk()
  let version = 10
  // The last page of the file may still take some.
  await expect.poll(() => ada.save((version += 1))).toBe(false)
  await news(false)
  // What was kept can be read all the same.
  expect(await draftKept(ada)).toMatch(/"version":\d+/)
  await unharmed(house.learners, since)
  await house.emptyDisk()
  await news(true)
  expect(await ada.save((version += 1))).toBe(true)
})

/** What a new tab of this learner is told of the draft. */
async function draftKept({ page }: Learner): Promise<unknown> {
  const tab = new Page(page.origin, page.cookie, '10.0.1.1')
  const welcome = await tab.connect()
  tab.close()
  return draftIn(welcome)
}

test('the clock jumps', async () => {
  const since = marks()
  for (const turned of ['a day forward', 'a day back', 'right again']) {
    house.server.child.kill('SIGUSR2')
    await unharmed(house.learners, since)
    const fresh = await Page.open(house.server.origin, undefined, '10.0.2.1')
    expect([turned, fresh.answers[0]?.type]).toEqual([turned, 'welcome'])
    fresh.close()
  }
})

test('the machine sleeps', async () => {
  const since = marks()
  house.server.child.kill('SIGSTOP')
  await wait(3_000)
  house.server.child.kill('SIGCONT')
  await unharmed(house.learners, since)
  for (const learner of house.learners) expect(strayed(learner)).toEqual([])
})

test('the server runs out of descriptors', async () => {
  const since = marks()
  const cookie = await newLearner(house.server.origin)
  // Connections that the test holds open would still find their way: each takes one more.
  leaveDescriptors(house.pid, 3)
  const crowd = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      within(5_000, Page.open(house.server.origin, cookie, `10.0.3.${n + 1}`), 'a page'),
    ),
  )
  expect(crowd.some(({ status }) => status === 'rejected')).toBe(true)
  await unharmed(house.learners, since)
  const [ada] = house.learners
  const run = await ada?.start('hello')
  expect(await ada?.ended(run ?? 0)).toEqual({ type: 'exit', code: 0 })
  leaveDescriptors(house.pid, 'all')
  for (const page of crowd) if (page.status === 'fulfilled') page.value.close()
  const late = await vi.waitFor(
    () => within(5_000, Page.open(house.server.origin, undefined, '10.0.4.1'), 'a page'),
    30_000,
  )
  late.close()
})

test('two servers run on one folder', async () => {
  const since = marks()
  const second = await house.second()
  onTestFinished(() => void second.child.kill('SIGKILL'))
  expect(second.said()).toContain('another server uses')
  const [ada] = house.learners
  if (ada === undefined) throw new Error('nobody is here')
  expect(await ada.save(100)).toBe(true)
  // There is one Redis for both: what was kept here is known there.
  const guest = new Page(second.origin, ada.page.cookie)
  expect(draftIn(await guest.connect())).toBe('{"version":100}')
  await unharmed(house.learners, since)
  guest.close()
  expect(await second.end('SIGTERM')).toBe(0)
  await unharmed(house.learners, since)
})

test('the server is killed outright', async () => {
  const family = house.server.family()
  // Nobody has to notice: with its first process the kernel ends a namespace of pids, and each sandbox by its parent.
  const loose = notBound(house.pid)
  expect(loose).toEqual([])
  const killed = performance.now()
  await house.server.end('SIGKILL')
  await expect.poll(() => alive(family), { interval: 20, timeout: GONE_MS }).toEqual([])
  const gone = performance.now() - killed
  await within(SERVES_MS, house.restart(), 'another server')
  const serves = performance.now() - killed - gone
  console.log(`killed: gone after ${gone.toFixed(0)} ms, serves after ${serves.toFixed(0)} ms`)
  await Promise.all(
    house.learners.map(async (learner, number) => {
      const welcome = await learner.back()
      // The page says of a session that is not its own: new lab, code, answers and place kept.
      expect(welcome).toMatchObject({ resumed: false, missing: 0 })
      expect(draftIn(welcome)).toMatch(number === 0 ? '{"version":100}' : /"version":1/)
      await learner.work()
    }),
  )
})

test('the server is told to stop while programs run', async () => {
  const family = house.server.family()
  expect(await house.server.end('SIGTERM')).toBe(0)
  for (const { page } of house.learners) {
    await page.until(() => (page.closedWith === 1001 ? true : undefined))
  }
  await expect.poll(() => alive(family)).toEqual([])
  expect(house.server.said()).not.toMatch(/defect|Unhandled/)
})

test('what is played is the table, row by row', ({ task }) => {
  const played = task.file.tasks.map(({ name }) => name).filter((name) => name !== task.name)
  expect(played.toSorted()).toEqual([...rows].toSorted())
})
