/** What is kept of a story is bounded by its length and by its words. */
import { expect, test } from 'vitest'
import type { Observation } from './claim.ts'
import { Seen } from './seen.ts'

const printed = (at: number, line: string): Observation => ({
  type: 'output',
  program: 'a',
  at,
  stream: 'out',
  line,
})

test.each([
  ['many', 50_000, 'x'],
  ['long', 5_000, 'x'.repeat(2_000)],
])('of %s lines the newest are kept', (_, count, line) => {
  const seen = new Seen()
  for (let at = 0; at < count; at++) seen.add(printed(at, line))
  const kept = seen.from(0, undefined)
  expect(kept.at(-1)).toEqual(printed(count - 1, line))
  expect(kept.length).toBeGreaterThanOrEqual(500)
  expect(kept.length * Math.max(100, line.length)).toBeLessThanOrEqual(2_000_000)
})
