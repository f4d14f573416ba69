/** What is broken, what is late, and whether the machine was quiet are told apart. */
import { expect, test } from 'vitest'
import { Growth } from './growth.ts'
import type { SoakReport } from './soak.ts'
import { judge } from './verdict.ts'

const flat = (value: number): Growth => new Growth([{ at: 0, value }])
const rising = (a: number, b: number): Growth =>
  new Growth([a, a, b].map((value, minute) => ({ at: minute * 60_000, value })))

const GOOD: SoakReport = {
  ...{ runs: 4_000, rate: 12, p50: 20, p99: 200, arrival: 900, late: 1 },
  ...{ sent: 100_000, seen: 99_000, leftOut: 1_000, told: 0, published: 9_000, delivered: 9_000 },
  ...{ memory: flat(3e8), descriptors: flat(200) },
  load: { server: 0.2, labs: 1, learners: 0.1, others: 0.05, processors: 2 },
  killed: { gone: 200, serves: 1_500, work: 2_000 },
  wrong: [],
}

test('all is well', () => {
  expect(judge(GOOD, 10)).toEqual({ wrong: [], late: [], quiet: true })
})

test('what is lost is wrong, what is slow is late, and by whom says the load', () => {
  const { load } = GOOD
  const bad = {
    ...GOOD,
    ...{ wrong: ['lost'], p99: 251, killed: { gone: 1_001, serves: 3_001, work: 9_000 } },
    load: { ...load, others: 1.2 },
  }
  const { wrong, late, quiet } = judge(bad, 10)
  expect([wrong, late.length, quiet]).toEqual([['lost'], 3, false])
  expect(late[0]).toBe('p99 from Run to the first output: 251 ms, 250 are allowed')
})

test('what goes on growing is wrong, but for logs that fill, and what is too short to say', () => {
  const leaks = { ...GOOD, memory: rising(3e8, 3.4e8) }
  expect(judge(leaks, 10).wrong).toEqual(['memory grows by 40.0 MB a minute, logs by less'])
  expect(judge(leaks, 1).wrong).toEqual([])
  expect(judge({ ...leaks, sent: 1_000_000 }, 10).wrong).toEqual([])
  expect(judge({ ...GOOD, descriptors: rising(200, 206) }, 1).wrong).toEqual([
    '6 more descriptors at the end',
  ])
})
