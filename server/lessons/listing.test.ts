/** Which lessons an answer lists. */
import { expect, test } from 'vitest'
import type { LessonCard } from '../protocol/index.ts'
import { listLessons } from './listing.ts'

const card = (at: number): LessonCard => ({
  id: `${at}-a`,
  title: `Lesson about ${at % 2 === 0 ? 'Channels' : 'threads'}`,
  summary: `Summary of ${at}.`,
  minutes: 5,
  goals: [`Goal ${at}.`],
  steps: [{ id: '01-x', title: at === 77 ? 'The late subscriber' : 'Other' }],
  questions: [],
  shape: [],
})
const course = (count: number) => ({
  cards: Array.from({ length: count }, (_, index) => card(index + 1)),
  glossary: { terms: [] },
  lessons: [],
  find: () => undefined,
  asset: () => undefined,
})
const numbers = (count: number, query: Parameters<typeof listLessons>[1]) =>
  listLessons(course(count), query).lessons.map(({ number }) => number)

test('a small course whole', () => {
  expect(listLessons(course(3), {})).toMatchObject({ from: 0, found: 3, total: 3, also: [] })
  expect(numbers(3, {})).toEqual([1, 2, 3])
  expect(listLessons(course(0), {})).toMatchObject({ lessons: [], from: 0, found: 0 })
})

test.each([
  ['the first ones', {}, [1, 30]],
  ['those around a place', { from: 45 }, [31, 60]],
  ['the last ones, where there are no more', { from: 5_000 }, [91, 100]],
  ['those around a lesson', { near: '65-a' }, [61, 90]],
  ['the first ones, where there is no such lesson', { near: 'gone' }, [1, 30]],
])('of a large one %s', (_, query, bounds) => {
  const listed = numbers(100, query)
  expect([listed[0], listed.at(-1)]).toEqual(bounds)
})

test.each([
  ['words in any order, whatever their capitals', 'channels LESSON', [2, 4, 6]],
  ['the title of a step', 'late subs', []],
  ['a number', '5', [5]],
  ['nothing', 'xylophone', []],
])('finds %s', (_, find, expected) => {
  expect(numbers(6, { find })).toEqual(expected)
})

test('finds a step far down, with its number in the course', () => {
  expect(numbers(100, { find: 'late subscriber' })).toEqual([77])
})

test('names lessons wherever they are', () => {
  const { lessons, also } = listLessons(course(100), { also: ['99-a', 'gone'] })
  expect(also.map(({ number }) => number)).toEqual([99])
  expect(lessons.length).toBe(30)
})
