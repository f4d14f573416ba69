/** What every progress store must do; each store's test runs this suite on a fresh one. */
import { expect, test } from 'vitest'
import { MAX_BYTES, MAX_ENTRIES, type ProgressStore } from './store.ts'

let learners = 0

function fresh(): string {
  return `learner-${process.pid}-${learners++}`
}

/** `open` gives a store that is up; a learner's name is never used twice. */
export function storeContract(open: () => ProgressStore): void {
  renaming(open)
  bounds(open)

  test('what was saved is there, and nothing of another learner', async () => {
    const [store, ada, bea] = [open(), fresh(), fresh()]
    const entries = [
      { key: 'place', at: 1, value: '"a"' },
      { key: 'draft/l/s', at: 2.5, value: 'ü\u0000"' },
      { key: 'seen/l/s', at: 3, value: null },
    ]
    expect(await store.save(ada, entries)).toBe(true)
    const kept = [...((await store.load(ada)) ?? [])].sort((a, b) => a.at - b.at)
    expect(kept).toEqual(entries)
    expect(await store.load(bea)).toEqual([])
  })

  test('[PR1] the later entry of a key holds, whichever came last', async () => {
    const [store, ada] = [open(), fresh()]
    await store.save(ada, [{ key: 'k', at: 1_700_000_000_002, value: 'newer' }])
    await store.save(ada, [{ key: 'k', at: 1_700_000_000_001, value: 'older' }])
    expect(await store.load(ada)).toEqual([{ key: 'k', at: 1_700_000_000_002, value: 'newer' }])
    await store.save(ada, [{ key: 'k', at: 1_700_000_000_003, value: null }])
    expect(await store.load(ada)).toEqual([{ key: 'k', at: 1_700_000_000_003, value: null }])
    // Twice within a clock's tick: then it is the order that tells.
    await store.save(ada, [{ key: 'k', at: 1_700_000_000_003, value: 'again' }])
    expect(await store.load(ada)).toEqual([{ key: 'k', at: 1_700_000_000_003, value: 'again' }])
  })

  test('[PR1] saves that cross each other leave the latest', async () => {
    const [store, ada] = [open(), fresh()]
    const order = [5, 9, 1, 7, 10, 3, 8, 2, 6, 4]
    await Promise.all(order.map((at) => store.save(ada, [{ key: 'k', at, value: `${at}` }])))
    expect(await store.load(ada)).toEqual([{ key: 'k', at: 10, value: '10' }])
  })
}

function bounds(open: () => ProgressStore): void {
  test('a learner’s entries are bounded: the oldest go', async () => {
    const [store, ada] = [open(), fresh()]
    for (let part = 0; part < 11; part++) {
      const entries = Array.from({ length: 200 }, (_, i) => {
        const at = part * 200 + i
        return { key: `k${at}`, at, value: 'x' }
      })
      await store.save(ada, entries)
    }
    const kept = (await store.load(ada)) ?? []
    expect(kept).toHaveLength(MAX_ENTRIES)
    expect(Math.min(...kept.map(({ at }) => at))).toBe(200)
  })

  test('and so is what they weigh together', async () => {
    const [store, ada] = [open(), fresh()]
    const value = 'x'.repeat(299_000)
    for (let at = 1; at <= 30; at++) await store.save(ada, [{ key: `k${at}`, at, value }])
    const kept = ((await store.load(ada)) ?? []).map(({ at }) => at).sort((a, b) => a - b)
    const most = Math.floor(MAX_BYTES / (value.length + 50))
    expect(kept).toEqual(Array.from({ length: most }, (_, index) => 31 - most + index))
  })
}

function renaming(open: () => ProgressStore): void {
  test('what one learner has can become another’s, who must have nothing', async () => {
    const [store, ada, ida, bea] = [open(), fresh(), fresh(), fresh()]
    const entry = { key: 'place', at: 1, value: '"a"' }
    await store.save(ada, [entry])
    await store.save(bea, [{ ...entry, value: '"b"' }])
    await store.rename(ada, ida)
    expect([await store.load(ada), await store.load(ida)]).toEqual([[], [entry]])
    await store.rename(ida, bea)
    expect(await store.load(ida)).toEqual([entry])
    await store.rename(ada, fresh())
  })
}
