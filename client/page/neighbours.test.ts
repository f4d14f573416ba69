/** What follows a lesson. */
import { expect, test } from 'vitest'
import type { LessonView } from '../../server/protocol/index.ts'
import { lessonAfter } from './neighbours.ts'

const card = { title: 'A', summary: '', minutes: 5, goals: [], steps: [], questions: [], shape: [] }
const lesson: LessonView = { card: { id: '01-a', ...card }, steps: [], questions: [] }

test('the lesson after a lesson is the next of the course', () => {
  expect(lessonAfter({ ...lesson, next: { id: '02-b', title: 'Title of 02-b' } })).toEqual({
    title: 'Title of 02-b',
    href: '/lessons/02-b',
  })
})

test('nothing follows the last', () => {
  expect(lessonAfter(lesson)).toBeUndefined()
})
