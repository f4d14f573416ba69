/** Which attempts are kept with their code. */
import { expect, test } from 'vitest'
import { newest } from './useAttempts.ts'

const attempt = (number: number, held = 0, text = 'x') => ({
  number,
  files: { 'main.py': text },
  held,
  of: 2,
})
const numbers = (kept: readonly { number: number }[]) => kept.map(({ number }) => number)

test('the newest five are kept, and the one that solved it, however old', () => {
  const later = [2, 3, 4, 5, 6, 7].map((number) => attempt(number, 1))
  expect(numbers(newest(later))).toEqual([3, 4, 5, 6, 7])
  expect(numbers(newest([attempt(1, 2), ...later]))).toEqual([1, 3, 4, 5, 6, 7])
})

test('code beyond the room is not kept, the one that solved it last of all', () => {
  const large = 'x'.repeat(150_000)
  expect(numbers(newest([attempt(1, 2, large), attempt(2, 0, large), attempt(3)]))).toEqual([1, 3])
  expect(numbers(newest([attempt(1, 0, 'x'.repeat(300_000))]))).toEqual([])
})
