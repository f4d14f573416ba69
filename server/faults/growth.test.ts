/** A slope is that of the second half. */
import { expect, test } from 'vitest'
import { Growth } from './growth.ts'

const series = (values: readonly number[]): Growth =>
  new Growth(values.map((value, index) => ({ at: index * 60_000, value })))

test('what fills up at first and stays is no growth', () => {
  expect(series([0, 40, 80, 100, 100, 100, 100, 100])).toMatchObject({
    ...{ first: 0, last: 100, most: 100, slope: 0 },
  })
})

test('what goes on growing has its slope a minute', () => {
  expect(series([5, 5, 5, 5, 7, 9, 11]).slope).toBeCloseTo(2)
})

test('one look has no slope', () => {
  expect(series([3])).toMatchObject({ first: 3, last: 3, slope: 0 })
})
