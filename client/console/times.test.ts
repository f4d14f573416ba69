/** The times beside the lines. */
import { expect, test } from 'vitest'
import type { Line } from '../session/index.ts'
import { timesOf } from './times.ts'

const lines = (stream: Line['stream'], ...at: number[]): Line[] =>
  at.map((one, index) => ({ n: index + 1, at: one, stream, text: 'x' }))

test('a time stands once where it is the same', () => {
  expect(timesOf(lines('out', 6120, 6121, 6130, 7130), [0])).toEqual(['6.12', '', '6.13', '7.13'])
})

test('a traceback has one time', () => {
  expect(timesOf(lines('err', 6120, 6131, 6190, 9000), [0])).toEqual(['6.12', '', '', '9.00'])
})

test('what is printed a moment apart keeps its own times', () => {
  expect(timesOf(lines('out', 1000, 1040), [0])).toEqual(['1.00', '1.04'])
})

test('a blank line has none, and the line after it does', () => {
  const [blank, ...rest] = lines('out', 1000, 1001)
  expect(timesOf(blank === undefined ? [] : [{ ...blank, text: '' }, ...rest], [0])).toEqual([
    '',
    '1.00',
  ])
})

test('times count from the run that began the story', () => {
  expect(timesOf(lines('out', 900, 1040, 61_500), [1000, 60_000])).toEqual(['0.90', '0.04', '1.50'])
})
