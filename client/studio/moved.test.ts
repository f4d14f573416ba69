/** A folder that was renamed is found again: by its title, else as the new one, else by its place. */
import { expect, test } from 'vitest'
import { follow, isThere, movedTo, pathOf } from './moved.ts'

const courseOf = (lessons: Readonly<Record<string, readonly (readonly [string, string])[]>>) => ({
  lessons: Object.entries(lessons).map(([id, steps]) => ({
    id,
    title: id.slice(3),
    steps: steps.map(([step, title]) => ({
      ...{ id: step, title, plays: true, wrong: [], href: '' },
    })),
  })),
})
const before = courseOf({
  '01-a': [
    ['01-x', 'X'],
    ['02-y', 'Y'],
    ['03-z', 'Z'],
  ],
})
const where = { lesson: '01-a', step: '02-y' }

test('a step of another name is known by its title, wherever it stands now', () => {
  const after = courseOf({
    '01-a': [
      ['01-x', 'X'],
      ['02-z', 'Z'],
      ['03-y', 'Y'],
    ],
  })
  expect(isThere(where, after)).toBe(false)
  expect(movedTo(where, before, after)).toEqual({ lesson: '01-a', step: '03-y' })
})

test('with another title, too, it is the only new one; of several, the one in its place', () => {
  const one = courseOf({
    '01-a': [
      ['01-x', 'X'],
      ['02-yes', 'Yes'],
      ['03-z', 'Z'],
    ],
  })
  expect(movedTo(where, before, one)).toEqual({ lesson: '01-a', step: '02-yes' })
  const all = courseOf({
    '01-a': [
      ['01-p', 'P'],
      ['02-q', 'Q'],
      ['03-r', 'R'],
    ],
  })
  expect(movedTo(where, before, all)).toEqual({ lesson: '01-a', step: '02-q' })
})

test('a step that was deleted is nowhere', () => {
  const after = courseOf({
    '01-a': [
      ['01-x', 'X'],
      ['03-z', 'Z'],
    ],
  })
  expect(movedTo(where, before, after)).toBeUndefined()
})

test('a lesson of another name takes its steps and its questions along', () => {
  const after = courseOf({
    '02-a': [
      ['01-x', 'X'],
      ['02-y', 'Y'],
    ],
  })
  expect(movedTo(where, before, after)).toEqual({ lesson: '02-a', step: '02-y' })
  expect(movedTo({ lesson: '01-a', step: 'quiz' }, before, after)).toEqual({
    ...{ lesson: '02-a', step: 'quiz' },
  })
  expect(pathOf({ lesson: '02-a', step: '02-y' })).toBe('/lessons/02-a/02-y')
})

test('it is followed once, and is news until something else is saved or opened', () => {
  const first = { ...before, version: 1 }
  const renamed = courseOf({ '01-a': [['02-yes', 'Y']] })
  const known = follow({ known: undefined, news: undefined }, first, '/lessons/01-a/02-y')
  expect(known.news).toBeUndefined()
  const moved = follow(known, { ...renamed, version: 2 }, '/lessons/01-a/02-y')
  expect(moved.news).toMatchObject({ say: '02-y is 02-yes now.', to: '/lessons/01-a/02-yes' })
  const second = { ...renamed, version: 2 }
  expect(follow(moved, second, '/lessons/01-a/02-y')).toBe(moved)
  const there = follow(moved, second, '/lessons/01-a/02-yes')
  expect(there.news).toBe(moved.news)
  expect(follow(there, { ...renamed, version: 3 }, '/lessons/01-a/02-yes').news).toBeUndefined()
  expect(follow(there, second, '/').news).toBeUndefined()
})

test('what is nowhere is told with a way on, and followed when it turns up again', () => {
  const gone = { ...courseOf({ '01-a': [['01-x', 'X']] }), version: 2 }
  const path = '/lessons/01-a/02-y'
  const lost = follow({ known: { ...before, version: 1 }, news: undefined }, gone, path)
  expect(lost.news).toMatchObject({
    say: 'There is no folder 02-y any more.',
    ...{ to: undefined, way: '/lessons/01-a' },
  })
  const back = {
    ...courseOf({
      '01-a': [
        ['01-x', 'X'],
        ['05-y', 'Y'],
      ],
    }),
    version: 3,
  }
  expect(follow(lost, back, path).news).toMatchObject({ to: '/lessons/01-a/05-y' })
  const none = follow(lost, { lessons: [], version: 4 }, path)
  expect(none.news).toMatchObject({ way: '/' })
})
