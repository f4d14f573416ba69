/** What follows a lesson. */
import { expect, test } from 'vitest'
import type { CourseView } from '../../server/protocol/index.ts'
import { lessonAfter } from './neighbours.ts'

const card = (id: string) => ({
  id,
  title: `Title of ${id}`,
  summary: '',
  minutes: 5,
  goals: [],
  steps: [],
  questions: 0,
})
const course: CourseView = { lessons: [card('01-a'), card('02-b')] }

test('the lesson after a lesson is the next of the course', () => {
  expect(lessonAfter(course, '01-a')).toEqual({ title: 'Title of 02-b', href: '/lessons/02-b' })
})

test.each(['02-b', '03-none'])('nothing follows %s', (id) => {
  expect(lessonAfter(course, id)).toBeUndefined()
})
