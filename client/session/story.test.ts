/** Where a step's seconds count from. */
import { expect, test } from 'vitest'
import { beginStory, secondsIn, storyOf } from './story.ts'

test('a run after quiet begins a story; one beside others does not', () => {
  const first = beginStory([], 1000, true)
  expect(first).toEqual([1000])
  expect(beginStory(first, 2000, false)).toBe(first)
  expect(beginStory(first, 9000, true)).toEqual([1000, 9000])
})

test('each time counts from its own story, and from the lab before any', () => {
  expect(storyOf([1000, 9000], 8999)).toBe(1000)
  expect(secondsIn([1000, 9000], 9420)).toBe('0.42')
  expect(secondsIn([1000], 500)).toBe('0.50')
})
