/** Threads as the page knows them. */
import { expect, it } from 'vitest'
import type { ThreadEvent } from '../../server/protocol/index.ts'
import { forgetThreads, threadAfter } from './threads.ts'
import type { Threads } from './threads.ts'

const event = (at: number, more: Partial<ThreadEvent> = {}): ThreadEvent => ({
  ...{ type: 'thread', at, run: 1, program: 'app', process: 2, id: 2, thread: 'MainThread' },
  ...{ daemon: false, state: 'waiting', for: 'redis', file: 'a.py', line: 3 },
  ...more,
})
const after = (...events: ThreadEvent[]) => events.reduce<Threads>(threadAfter, {})[1]?.[2]

it('a thread is held since it came to its line, also when it sleeps there anew', () => {
  const sleeps = { state: 'asleep' as const }
  expect(after(event(5, sleeps), event(9, sleeps))).toMatchObject({ at: 9, heldSince: 5 })
  expect(after(event(5), event(9, { line: 4 }))).toMatchObject({ heldSince: 9 })
})

it('a thread that runs is not held, unless it holds up its loop', () => {
  const runs = { state: 'running' as const }
  expect(after(event(5), event(9, runs))?.heldSince).toBeUndefined()
  expect(after(event(5), event(9, runs), event(12))).toMatchObject({ heldSince: 12 })
  expect(after(event(9, { ...runs, loopHeldSince: 2 }))).toMatchObject({ heldSince: 2 })
})

it('what has ended is forgotten, a thread or a whole run', () => {
  expect(after(event(5), event(9, { state: 'ended' }))).toBeUndefined()
  const known = threadAfter(threadAfter({}, event(5)), event(6, { run: 2 }))
  expect(Object.keys(forgetThreads(known, 1))).toEqual(['2'])
  expect(forgetThreads(known, 7)).toBe(known)
})
