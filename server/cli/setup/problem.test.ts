/** Tools' failures become one sentence that says what to do. */
import { expect, test } from 'vitest'
import { describe as shown, explain, Problem } from './problem.ts'

test.each([
  ['npm error code ENOSPC', /disk is full/],
  ["OSError: [Errno 28] No space left on device: '/x'", /disk is full/],
  ["E: You don't have enough free space in /var/cache/apt/archives/.", /disk is full/],
  [
    "Err:1 http://mirror bookworm Temporary failure resolving 'mirror'",
    /^The index cannot be reached/,
  ],
  ['NewConnectionError: [Errno -2] Name or service not known', /^The index cannot be reached/],
  ['ERROR: No matching distribution found for redis==8.1.0', /^The index cannot be reached/],
  ["EACCES: permission denied, mkdir 'var'", /cannot be written/],
])('%s', (printed, sentence) => {
  expect(explain(printed, 'The index')).toMatch(sentence)
})

test('what is not known is not explained away', () => {
  expect(explain('SyntaxError: invalid syntax', 'The index')).toBeUndefined()
})

test('a Problem shows its sentence alone, a defect its stack', () => {
  expect(shown(new Problem('Free some space.'))).toBe('Free some space.')
  expect(shown(new TypeError('x is not a function'))).toMatch(/TypeError.*\n\s+at /)
})
