/** When the unpacked packages are stale, and which interpreter will do. */
import { expect, test } from 'vitest'
import { parsePython, stampOf } from './python.ts'

test('the version is read from what the interpreter says', () => {
  expect(parsePython('Python 3.11.2\n')).toEqual([3, 11])
  expect(parsePython('Python 3.14.0rc1')).toEqual([3, 14])
  expect(parsePython('')).toBeUndefined()
})

test('other pins or another interpreter make the packages stale', () => {
  const stamp = stampOf('redis==8.1.0', 'Python 3.11.2')
  expect(stampOf('redis==8.1.0', 'Python 3.11.2\n')).toBe(stamp)
  expect(stampOf('redis==8.1.1', 'Python 3.11.2')).not.toBe(stamp)
  expect(stampOf('redis==8.1.0', 'Python 3.12.3')).not.toBe(stamp)
})
