/** Differences between the learner's file and another. */
import { expect, test } from 'vitest'
import { hunks } from '../diff/index.ts'
import { diff, differing } from './diff.ts'

const shown = (before: string, after: string) =>
  diff(before, after).map(({ mark, number, text }) => `${number}${mark}${text}`)

test('a line that moves goes and comes', () => {
  expect(shown('a\nb\nc', 'b\nc\na')).toEqual(['1-a', '1 b', '2 c', '3+a'])
})

test('equal texts have no difference, and different ones all of it', () => {
  expect(hunks(diff('a\nb', 'a\nb'))).toEqual([])
  expect(shown('a', 'b')).toEqual(['1-a', '1+b'])
  expect(differing(diff('a\nb', 'a\nc'))).toBe(1)
})

test('far parts stand apart, with the lines around them', () => {
  const before = ['x', 1, 2, 3, 4, 5, 6, 'y'].join('\n')
  const after = ['X', 1, 2, 3, 4, 5, 6, 'Y'].join('\n')
  expect(hunks(diff(before, after), 1).map((part) => part.map(({ text }) => text))).toEqual([
    ['x', 'X', '1'],
    ['6', 'y', 'Y'],
  ])
})
