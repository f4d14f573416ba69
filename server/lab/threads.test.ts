/** What a real lab tells of the threads of real programs. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Lab, Pool, ThreadState } from './lab.ts'
import { openPool } from './pool.ts'
import { testPaths } from './testPaths.ts'

const LISTENS = `
import redis, threading
def listen():
    pubsub = redis.Redis().pubsub()
    pubsub.subscribe('a')
    for message in pubsub.listen():
        pass
thread = threading.Thread(target=listen, daemon=True)
thread.start()
thread.join()
`
const BLOCKS = `
import asyncio, time
async def blocks():
    time.sleep(30)
async def main():
    await asyncio.gather(blocks(), asyncio.sleep(0.1))
asyncio.run(main())
`

let pool: Pool
let lab: Lab

beforeAll(async () => {
  pool = await openPool({ paths: testPaths, log: () => undefined, warm: 1 })
  const taken = await pool.take(() => undefined).lab
  if (taken === undefined) throw new Error('no lab')
  lab = taken
})

afterAll(() => pool.dispose())

/** Runs `source` until `enough`, then to its end. */
function told(source: string, enough: (states: ThreadState[]) => boolean): Promise<unknown[]> {
  const states: ThreadState[] = []
  return new Promise((resolve) => {
    const run = lab.run(
      {
        dir: 'step',
        files: { 'app/main.py': source },
        argv: ['python', 'app/main.py'],
        input: false,
        wallMs: 60_000,
      },
      {
        started: () => undefined,
        activity: () => undefined,
        output: () => undefined,
        beat: () => undefined,
        thread: (state) => {
          states.push(state)
          if (enough(states)) run.stop()
        },
        ended: () => resolve([...states, 'end of the run']),
      },
    )
  })
}

it('[THR2] [THR3] tells threads with their lines, then the end of each, then that of the run', async () => {
  const found = await told(LISTENS, (states) =>
    ['join', 'redis'].every((what) =>
      states.some((one) => one.for === what && one.line !== 5 && one.line !== 4),
    ),
  )
  const place = { file: 'app/main.py' }
  expect(found).toContainEqual(
    expect.objectContaining({
      ...{ process: 2, id: 3, thread: 'Thread-1 (listen)', daemon: true },
      ...{ state: 'waiting', for: 'redis', ...place, line: 6, function: 'listen' },
    }),
  )
  expect(found).toContainEqual(
    expect.objectContaining({
      ...{ process: 2, id: 2, thread: 'MainThread', daemon: false },
      ...{ state: 'waiting', for: 'join', whom: 'Thread-1 (listen)', ...place, line: 10 },
    }),
  )
  expect(found.slice(-3)).toEqual([
    expect.objectContaining({ id: 2, state: 'ended' }),
    expect.objectContaining({ id: 3, state: 'ended' }),
    'end of the run',
  ])
})

it('[THR3] tells the coroutine that holds up its loop, with its line', async () => {
  const found = await told(BLOCKS, (states) => {
    const last = states.at(-1)
    // A busy machine may hold the loop up elsewhere, too, and in it before it sleeps.
    return (
      last?.loopHeldSince !== undefined && last.function === 'blocks' && last.state === 'asleep'
    )
  })
  expect(found).toContainEqual(
    expect.objectContaining({
      ...{ state: 'asleep', task: 'blocks', line: 4, function: 'blocks' },
      loopHeldSince: expect.any(Number) as number,
    }),
  )
})
