/** The closing line adds up what each runner left. */
import { expect, test } from 'vitest'
import { add, attackCounts, unittestCounts, vitestCounts } from './counts.ts'

const report = (passed: number, failed: number) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 2 })

test('a vitest report gives its numbers', () => {
  expect(vitestCounts(report(40, 3), 1)).toEqual({ passed: 40, failed: 3, skipped: 2 })
})

test('a vitest run that breaks without a failed test is one failure', () => {
  expect(vitestCounts(report(40, 0), 1).failed).toBe(1)
  expect(vitestCounts(undefined, 0).failed).toBe(1)
})

test.each([
  ['Ran 12 tests in 0.3s\n\nOK\n', 0, { passed: 12, failed: 0, skipped: 0 }],
  ['Ran 12 tests in 0.3s\n\nOK (skipped=2)\n', 0, { passed: 10, failed: 0, skipped: 2 }],
  ['Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2)\n', 1, { passed: 6, failed: 3, skipped: 0 }],
  ['Ran 0 tests in 0.0s\n\nOK\n', 0, { passed: 0, failed: 1, skipped: 0 }],
  ['Traceback (most recent call last):\n', 1, { passed: 0, failed: 1, skipped: 0 }],
])('unittest ending in %j', (printed, status, counts) => {
  expect(unittestCounts(printed, status)).toEqual(counts)
})

test.each([
  [
    'resources/fork-bomb ...\n128 attacks in 70 s\n128 stopped, 0 not\n',
    0,
    { passed: 128, failed: 0 },
  ],
  ['127 stopped, 1 not\n', 1, { passed: 127, failed: 1 }],
  ['The port is taken.\n', 1, { passed: 0, failed: 1 }],
])('attacks that print %j', (printed, status, counts) => {
  expect(attackCounts(printed, status)).toEqual({ ...counts, skipped: 0 })
})

test('counts add up by kind', () => {
  const sum = add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })
  expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 })
})
