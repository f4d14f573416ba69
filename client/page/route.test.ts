/** Addresses and what they show. */
import { describe, expect, it } from 'vitest'
import { parseRoute, pathOf } from './route.ts'
import type { Route } from './route.ts'

describe('an address', () => {
  it.each<[string, Route]>([
    ['/', { type: 'course' }],
    ['/lessons/01-a', { type: 'lesson', lesson: '01-a' }],
    ['/lessons/01-a/02-b', { type: 'step', lesson: '01-a', step: '02-b' }],
    ['/lessons/01-a/quiz', { type: 'quiz', lesson: '01-a' }],
    ['/practice', { type: 'practice' }],
    ['/glossary', { type: 'glossary' }],
    ['/glossary#main-thread', { type: 'glossary', term: 'main-thread' }],
  ])('%s leads there and back', (path, route) => {
    expect(parseRoute(path)).toEqual(route)
    expect(pathOf(route)).toBe(path)
  })

  it.each(['/other', '/practice/a', '/lessons/a/b/c'])('%s is unknown', (path) => {
    expect(parseRoute(path).type).toBe('unknown')
  })

  it('with a stray percent sign breaks nothing', () => {
    expect(parseRoute('/lessons/%')).toEqual({ type: 'lesson', lesson: '%' })
  })
})
