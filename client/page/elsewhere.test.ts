/** What still runs in other steps. */
import { expect, test } from 'vitest'
import type { Facts, Run } from '../session/index.ts'
import { elsewhere, liveKeys } from './elsewhere.ts'

const run = (number: number, step: string, live: boolean): Run => ({
  run: number,
  of: { lesson: 'l', step, program: 'p' },
  number: 1,
  state: live
    ? { type: 'running', since: 0 }
    : { type: 'ended', since: 0, took: 1, reason: { type: 'exit', code: 0 } },
  output: {} as Run['output'],
  notes: [],
  beats: [],
  visits: [],
  inputEnded: false,
})
const facts = (runs: Run[], tallies: Facts['tallies'] = {}) => ({
  runs: Object.fromEntries(runs.map((one) => [one.run, one])),
  tallies,
})

test('what has ended, and what is of this step, is not elsewhere', () => {
  const keys = liveKeys(facts([run(1, 'a', true), run(2, 'b', true), run(3, 'c', false)]))
  expect(elsewhere(keys, 'l', 'b')).toEqual([{ lesson: 'l', step: 'a', program: 'p' }])
})

test('a repeat goes on between two of its runs', () => {
  const tally = { done: 3, times: 10, held: 0, stopped: false }
  expect(liveKeys(facts([], { 'l/a/p': tally }))).toEqual(['l/a/p'])
  expect(liveKeys(facts([], { 'l/a/p': { ...tally, stopped: true } }))).toEqual([])
})
