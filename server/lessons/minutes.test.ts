/** The minutes on a lesson's card against what is in it. */
import { expect, test } from 'vitest'
import { remarks } from './course.fixture.ts'
import { offBy } from './minutes.ts'

test('a card that is off by more than double is warned of', async () => {
  const card = (minutes: number) =>
    `title: First\nsummary: One lesson.\nminutes: ${minutes}\ngoals: [Do it.]\n`
  expect(await remarks({ '01-first/lesson.yaml': card(60) })).toEqual([
    '01-first/lesson.yaml:1:1 warning: minutes is 60; by its words, runs, exercises and questions it takes about 2.',
  ])
  expect(await remarks({ '01-first/lesson.yaml': card(7) })).toEqual([])
})

test('a card may be too short, too', () => {
  const step = { id: 's', title: 's', html: 'word '.repeat(2000), files: [], redisSwitch: false }
  const steps = [{ ...step, programs: [] }]
  expect(offBy(2, { steps, questions: [] })).toMatch(/takes about 10/)
  expect(offBy(5, { steps, questions: [] })).toBeUndefined()
})
