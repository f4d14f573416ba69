/** How far a learner is. */
import { describe, expect, it } from 'vitest'
import type { CourseView } from '../../server/protocol/index.ts'
import { standingOf } from './standing.ts'

const course: CourseView = {
  from: 0,
  found: 1,
  total: 1,
  also: [],
  terms: 0,
  lessons: [
    {
      id: '01-a',
      title: 'A',
      summary: '',
      minutes: 5,
      goals: [],
      questions: ['h'],
      number: 1,
      shape: [],
      steps: [
        { id: '01-x', title: 'X' },
        { id: '02-y', title: 'Y' },
      ],
    },
  ],
}
const kept = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { key, at: 1, value: JSON.stringify(value) },
    ]),
  )

describe('the course', () => {
  it('begins without a place', () => {
    const { place, lessons } = standingOf(course, {})
    expect(place).toBeUndefined()
    expect(lessons[0]).toMatchObject({ here: false, answered: 0, done: false })
  })

  it('names the step where the learner left off, and what they had changed', () => {
    const { place } = standingOf(
      course,
      kept({
        place: { lesson: '01-a', step: '02-y' },
        'draft/01-a/02-y': { files: { 'late.py': 'x' } },
      }),
    )
    expect(place?.say).toBe('Step 2 of 2: Y. You had changed late.py.')
  })

  it('forgets a place that is no longer in the course', () => {
    expect(
      standingOf(course, kept({ place: { lesson: '01-a', step: 'gone' } })).place,
    ).toBeUndefined()
  })

  it('counts steps seen and questions answered', () => {
    const { lessons } = standingOf(
      course,
      kept({
        'seen/01-a/01-x': true,
        'answer/01-a/q': { tries: [{ parts: ['k'], right: true, hash: 'h' }] },
      }),
    )
    expect(lessons[0]).toMatchObject({ answered: 1, first: 1, done: true })
    expect([...(lessons[0]?.seen ?? [])]).toEqual(['01-x'])
  })

  it('is done with a lesson when each question was answered rightly in the end', () => {
    const tried = (...rights: boolean[]) =>
      standingOf(
        course,
        kept({
          'answer/01-a/q': {
            tries: rights.map((right) => ({ parts: ['k'], right, hash: 'h' })),
          },
        }),
      ).lessons[0]
    expect(tried(false)).toMatchObject({ answered: 1, right: 0, done: false })
    expect(tried(false, true)).toMatchObject({ first: 0, right: 1, done: true })
    expect(tried(true, false)).toMatchObject({ first: 1, right: 0, done: false })
  })

  it('counts no answer to what a question was before an edit', () => {
    const tries = [{ parts: ['k'], right: true, hash: 'before' }]
    const { lessons } = standingOf(course, kept({ 'answer/01-a/q': { tries } }))
    expect(lessons[0]).toMatchObject({ answered: 0, first: 0, done: false })
  })

  it('knows which exercises are solved', () => {
    const attempt = { number: 1, files: {}, held: 0, of: 1 }
    const { lessons } = standingOf(
      course,
      kept({
        'attempts/01-a/01-x': { attempts: [attempt], solved: true },
        'attempts/01-a/02-y': { attempts: [attempt], solved: false },
      }),
    )
    expect([...(lessons[0]?.solved ?? [])]).toEqual(['01-x'])
  })
})
