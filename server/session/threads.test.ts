import { expect, test } from 'vitest'
import { Visit } from '../test/visit.ts'

const LISTENS = {
  process: 2,
  id: 3,
  thread: 'Thread-1 (listen)',
  daemon: true,
  state: 'waiting',
  for: 'redis',
  file: 'first.py',
  line: 6,
  function: 'listen',
} as const

test('[THR1] what a thread does is told by thread, of its run and program, on the session’s clock', async () => {
  const visit = new Visit()
  await visit.time.pass(1_000)
  const tab = await visit.open()
  await visit.run(tab, 'first')
  visit.last.started()
  const at = visit.time.now()
  visit.last.does({ ...LISTENS, at })
  visit.last.does({
    ...{ process: 2, id: 2, thread: 'MainThread', daemon: false, state: 'asleep' },
    ...{ at, until: at + 500, loopHeldSince: at - 5 },
  })
  await visit.time.pass(20)
  const [listens, sleeps] = tab.all('thread')
  const began = tab.all('state').find(({ state }) => state.type === 'running')?.state
  const since = began?.type === 'running' ? began.since : Number.NaN
  expect(since).toBeLessThan(at)
  expect(listens).toEqual({
    ...LISTENS,
    ...{ type: 'thread', run: 1, program: 'first', at: since },
  })
  expect(sleeps).toMatchObject({ at: since, until: since + 500, loopHeldSince: since - 5 })
})
