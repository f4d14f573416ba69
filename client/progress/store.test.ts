/** Progress in the browser and its copy on the server. */
import { describe, expect, it } from 'vitest'
import type { Answer, Ask } from '../connection/index.ts'
import type { ProgressEntry } from '../../server/protocol/index.ts'
import { createProgress } from './store.ts'

function setUp(kept: ProgressEntry[] = []) {
  const timers: (() => void)[] = []
  const saves: ProgressEntry[][] = []
  const shelf: ProgressEntry[] = []
  let stored = true
  let now = 100
  const progress = createProgress({
    shelf: { load: () => kept, save: (entry) => shelf.push(entry), watch: () => {} },
    ask: async (one: Ask): Promise<Answer> => {
      if (one.type === 'save') saves.push(one.entries)
      return { type: 'saved', id: 1, stored }
    },
    now: () => now++,
    after: (_ms, then) => void timers.push(then),
  })
  const welcome = (theirs: ProgressEntry[] | undefined) =>
    progress.heard({
      type: 'welcome',
      version: 2,
      session: 's',
      resumed: false,
      missing: 0,
      clock: 0,
      ...(theirs === undefined ? {} : { progress: theirs }),
    })
  const later = async () => {
    for (const then of timers.splice(0)) then()
    // Lets the answer, which is there at once, be taken.
    await Promise.resolve()
    await Promise.resolve()
  }
  return { progress, saves, shelf, welcome, later, away: (is: boolean) => (stored = !is) }
}
const entry = (key: string, at: number, value: string | null = '1'): ProgressEntry => ({
  key,
  at,
  value,
})

describe('progress', () => {
  it('is on the shelf at once, and goes to the server in one message', async () => {
    const { progress, saves, shelf, later } = setUp()
    progress.write('a', 1)
    progress.write('b', 2)
    progress.write('a', 3)
    expect(shelf.map((one) => one.key)).toEqual(['a', 'b', 'a'])
    expect(saves).toEqual([])
    await later()
    expect(saves.map((part) => part.map(({ key, value }) => [key, value]))).toEqual([
      [
        ['a', '3'],
        ['b', '2'],
      ],
    ])
  })

  it('says nothing to the server when nothing has changed', async () => {
    const { progress, saves, later } = setUp([entry('a', 1)])
    progress.write('a', 1)
    await later()
    expect(saves).toEqual([])
  })

  it('takes from the server what is newer there, and gives what is newer here', async () => {
    const { progress, saves, welcome, later } = setUp([entry('a', 5, '"mine"'), entry('b', 5)])
    welcome([entry('a', 4, '"theirs"'), entry('b', 6, '"theirs"'), entry('c', 1)])
    const { entries } = progress.store.getState()
    expect([entries['a']?.value, entries['b']?.value, entries['c']?.value]).toEqual([
      '"mine"',
      '"theirs"',
      '1',
    ])
    await later()
    expect(saves).toEqual([[entry('a', 5, '"mine"')]])
  })

  it('keeps a key that JavaScript has a use for like any other', () => {
    const { progress, welcome } = setUp([entry('constructor', 1)])
    welcome([entry('__proto__', 2), entry('constructor', 3, '2')])
    const kept = Object.entries(progress.store.getState().entries)
    expect(kept.map(([key, { at }]) => [key, at])).toEqual([
      ['constructor', 3],
      ['__proto__', 2],
    ])
  })

  it('is kept in the browser while the store is away, and copied when it is back', async () => {
    const { progress, saves, later, away, welcome } = setUp()
    welcome([])
    away(true)
    progress.write('a', 1)
    await later()
    expect(progress.store.getState().copy).toBe('browser')
    away(false)
    progress.heard({ type: 'store', up: true })
    await later()
    expect(saves).toHaveLength(2)
    expect(progress.store.getState().copy).toBe('server')
  })

  it('written over an entry of a clock that is ahead is still the newer one', () => {
    const { progress } = setUp([entry('a', 1_000_000)])
    progress.write('a', 2)
    expect(progress.store.getState().entries['a']?.at).toBe(1_000_001)
  })
})
