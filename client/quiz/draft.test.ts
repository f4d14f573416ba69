/** Answers before they are checked, and the sentence after. */
import { describe, expect, it } from 'vitest'
import { isReady, moved } from './draft.ts'
import { firstDifference, verdictOf } from './verdict.ts'

describe('an answer', () => {
  it('is ready when nothing of it is left out', () => {
    expect([[], [''], ['a', ' '], ['a'], ['a', 'b']].map(isReady)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('keeps all its lines when one is moved, also beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
  })
})

describe('the verdict', () => {
  const judgement = (parts: boolean[], count: number) => ({
    right: false,
    parts,
    solution: Array.from({ length: count }, () => ''),
    reasons: [],
  })

  it.each([
    ['multiple', [true, false], 3, '1 of 3 found, and 1 that does not hold.'],
    ['multiple', [true], 2, '1 of 2 found.'],
    ['order', [true, true, false], 3, '2 of 3 lines stand right.'],
    ['match', [true, false, false], 3, '1 of 3 pairs are right.'],
    ['gap', [true, false], 2, '1 of 2 gaps are right.'],
    ['gap', [false], 1, 'It is something else.'],
    ['line', [false], 1, 'It is another line.'],
    ['single', [false], 1, 'It is another one.'],
  ] as const)('on %s %j of %i: %s', (...[kind, parts, count, say]) => {
    expect(verdictOf({ kind }, judgement([...parts], count))).toBe(say)
  })

  it('names the first line that differs', () => {
    expect(firstDifference('a\nb', 'a\nc')).toBe(1)
    expect(firstDifference('a', 'a\nb')).toBe(1)
    expect(firstDifference('a ', 'a')).toBe(-1)
  })
})
