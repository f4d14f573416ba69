/** A save of one lesson is told in few words however large the course is, and makes the same course of what was known. */
import { expect, test } from 'vitest'
import { courseAfter, savedSince } from './saved.ts'
import type { StudioCourse, StudioLesson } from './studio.ts'

const lesson = (id: string, title = id): StudioLesson => ({ id, title, steps: [] })

function course(version: number, lessons: StudioCourse['lessons']): StudioCourse {
  const news = { version, root: 'lessons', changed: [], pictures: [], mistakes: [] }
  return { type: 'course', ...news, lessons }
}

const [a, b, c] = [lesson('a'), lesson('b'), lesson('c')]
const before = course(1, [a, b, c])

const saves: Readonly<Record<string, readonly [StudioLesson[], string[], string[]?]>> = {
  'one is another': [[a, lesson('b', 'new'), c], ['b']],
  'one is new': [[a, b, c, lesson('d')], ['d'], ['a', 'b', 'c', 'd']],
  'one has another name': [[a, lesson('b2', 'b'), c], ['b2'], ['a', 'b2', 'c']],
  'one is gone': [[a, c], [], ['a', 'c']],
  'they stand in another order': [[c, a, b], [], ['c', 'a', 'b']],
  'nothing is another': [[a, b, c], []],
  'all are gone': [[], [], []],
}

test.each(Object.entries(saves))('%s', (_, [lessons, anew, order]) => {
  const now = course(2, lessons)
  const saved = savedSince(before, now)
  expect(saved.anew.map(({ id }) => id)).toEqual(anew)
  expect(saved.order).toEqual(order)
  expect(courseAfter(before, saved)).toEqual(now)
})

test('of a thousand lessons a save tells one', () => {
  const many = Array.from({ length: 1000 }, (_, at) => lesson(`${at}-of-many`))
  const after = many.with(500, lesson('500-of-many', 'saved'))
  const saved = savedSince(course(1, many), course(2, after))
  expect(JSON.stringify(saved).length).toBeLessThan(300)
})
