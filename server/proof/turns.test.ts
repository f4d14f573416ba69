/** When plays begin, on machines that are fast, slow, and too slow; the clock is the test's. */
import { expect, test } from 'vitest'
import { limitsFor, Samples } from './slowness.ts'
import { Turns } from './turns.ts'

/** ms that the metronome's work takes on a machine that lessons just leave room for. */
const JUST = 150

function machine() {
  const clock = { now: 0 }
  const now = (): number => clock.now
  const samples = new Samples(now)
  return {
    samples,
    turns: new Turns(samples, { now }),
    /** The work is done once more, `ms` long. */
    count: (ms: number): void => {
      clock.now += 500 + ms
      samples.counted(ms)
    },
    pass: (ms: number): void => void (clock.now += ms),
  }
}

/** What has begun so far of what was asked for. */
async function begun(turns: readonly Promise<unknown>[]): Promise<number> {
  let count = 0
  for (const turn of turns) void turn.then(() => (count += 1))
  // Promises that are settled have their turn; a timer of the queue has none.
  for (let round = 0; round < 20; round += 1) await Promise.resolve()
  return count
}

test('the first play waits until it is known how fast the machine is', async () => {
  const { turns, count } = machine()
  const first = turns.take(false)
  expect(await begun([first])).toBe(0)
  count(25)
  expect(await begun([first])).toBe(1)
})

test('another begins beside it when that left the machine fast enough', async () => {
  const { turns, count } = machine()
  const all = [turns.take(false), turns.take(false), turns.take(false)]
  count(25)
  expect(await begun(all)).toBe(1)
  count(JUST)
  expect(await begun(all)).toBe(2)
  count(JUST + 20)
  expect(await begun(all)).toBe(2)
})

test('what is played alone waits for the others, and they for it', async () => {
  const { turns, count } = machine()
  const first = turns.take(false)
  count(25)
  const alone = turns.take(true)
  const third = turns.take(false)
  count(25)
  expect(await begun([first, alone, third])).toBe(1)
  ;(await first)()
  count(25)
  expect(await begun([first, alone, third])).toBe(2)
  count(25)
  expect(await begun([third])).toBe(0)
  ;(await alone)()
  count(25)
  expect(await begun([third])).toBe(1)
})

test('on a machine that is too slow nothing begins until it is faster', async () => {
  const { turns, count } = machine()
  const first = turns.take(false)
  for (let at = 0; at < 5; at += 1) count(5 * JUST)
  expect(await begun([first])).toBe(0)
  for (let at = 0; at < 5; at += 1) count(JUST)
  expect(await begun([first])).toBe(1)
})

test('but not for ever: what holds there holds', async () => {
  const { turns, count } = machine()
  const first = turns.take(false)
  for (let at = 0; at < 200; at += 1) {
    count(5 * JUST)
    await begun([first])
  }
  expect(await begun([first])).toBe(1)
})

test('work that does not end makes the machine slow by the time that it has taken', () => {
  const { samples, count, pass } = machine()
  count(25)
  expect(samples.recent).toBe(1)
  pass(500 + 3 * JUST)
  expect([samples.recent, samples.worst(0)]).toEqual([3, 3])
})

test('limits grow in halves, and never shrink', () => {
  expect([0.2, 1, 1.1, 1.6, 3.7].map(limitsFor)).toEqual([1, 1, 1.5, 2, 4])
})
