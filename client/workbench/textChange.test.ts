/** The stretch in which two texts differ, put in place of the old one, gives the new text. */
import { describe, expect, it } from 'vitest'
import { changeOf } from './textChange.ts'

describe('what changed', () => {
  it.each([
    ['one line of several', 'a\nb\nc\n', 'a\nB!\nc\n', { from: 2, to: 3, text: 'B!' }],
    ['something is added between two that are alike', 'aa', 'aaa', { from: 2, to: 2, text: 'a' }],
    ['something goes between two that are alike', 'aXa', 'aa', { from: 1, to: 2, text: '' }],
    ['nothing', 'same', 'same', { from: 4, to: 4, text: '' }],
    ['all of it', '', 'new', { from: 0, to: 0, text: 'new' }],
  ])('%s', (...[, before, after, change]) => {
    expect(changeOf(before, after)).toEqual(change)
    const { from, to, text } = changeOf(before, after)
    expect(before.slice(0, from) + text + before.slice(to)).toBe(after)
  })
})
