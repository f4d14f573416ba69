/** Places in the queue. */
import { expect, it } from 'vitest'
import { Queue } from './queue.ts'

it('serves in the order of arrival, and forgets who left', () => {
  const queue = new Queue<string>()
  for (const who of ['a', 'b', 'c']) queue.join(who)
  queue.leave('b')
  expect(queue.all).toEqual(['a', 'c'])
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['a', 'c', undefined])
})
