/** Places in the queue, and a guess only when it can be made. */
import { expect, it } from 'vitest'
import { Queue } from './queue.ts'

it('serves in the order of arrival, and forgets who left', () => {
  const queue = new Queue<string>()
  for (const who of ['a', 'b', 'c']) queue.join(who)
  queue.leave('b')
  expect(queue.all).toEqual(['a', 'c'])
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['a', 'c', undefined])
})

it('guesses no wait from too few labs given back', () => {
  const queue = new Queue<string>()
  queue.released(0)
  queue.released(1_000)
  expect(queue.expectedWaitMs(1, 2_000)).toBeUndefined()
})

it('expects as many intervals as the place says', () => {
  const queue = new Queue<string>()
  for (const at of [0, 10_000, 20_000]) queue.released(at)
  expect(queue.expectedWaitMs(1, 30_000)).toBe(10_000)
  expect(queue.expectedWaitMs(3, 30_000)).toBe(30_000)
})

it('expects longer waits when nobody gives back', () => {
  const queue = new Queue<string>()
  for (const at of [0, 10_000, 20_000]) queue.released(at)
  expect(queue.expectedWaitMs(1, 90_000)).toBe(30_000)
})
