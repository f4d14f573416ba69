/** Two lists of lines side by side. */
import { expect, test } from 'vitest'
import { difference } from './difference.ts'

const marks = (before: string, after: string): string =>
  difference(before.split(''), after.split(''))
    .map(({ mark, line }) => `${mark}${line}`)
    .join('')

test.each([
  ['abc', 'abc', ' a b c'],
  ['abc', 'ac', ' a-b c'],
  ['ac', 'abc', ' a+b c'],
  ['ab', 'xy', '-a-b+x+y'],
  ['', 'a', '+a'],
  ['', '', ''],
])('%s and %s', (before, after, shown) => {
  expect(marks(before, after)).toBe(shown)
})
