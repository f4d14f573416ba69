/** What is looked at: follows, holds still, zooms. */
import { describe, expect, it, test } from 'vitest'
import { APP, PUB, twoPrograms } from './fixture.ts'
import { ticksOf } from './layout/axis.ts'
import { newsOf } from './news.ts'
import { advance, stepOf } from './useReplay.ts'
import { USUAL_MS, follow, gestured, keyed, stretchOf, zoom } from './view.ts'
import type { Known, View } from './view.ts'

const known: Known = { first: 0, story: 10_000, now: 30_000, end: 30_000, live: true }
const now: View = { type: 'now', span: 6000 }
const usual: View = { type: 'now', span: USUAL_MS }

describe('a view', () => {
  it('that follows has now near its right edge', () => {
    const { from, to } = stretchOf(now, known)
    expect(to - from).toBe(6000)
    expect((known.now - from) / 6000).toBeCloseTo(0.935)
  })

  it('that follows a young story begins with it', () => {
    const { from } = stretchOf(now, { ...known, now: 11_000 })
    expect(from).toBeLessThan(10_000)
    expect(from).toBeGreaterThan(9700)
  })

  it('that follows a short story is filled by it once it is over, and zooms from there', () => {
    const over = { ...known, now: 10_100, end: 10_100, live: false }
    const { from, to } = stretchOf(usual, over)
    expect(from).toBeLessThan(10_000)
    expect(to).toBeGreaterThan(10_100)
    expect(to - from).toBeLessThan(120)
    const nearer = stretchOf(zoom(usual, over, 2), over)
    expect((nearer.to - nearer.from) * 2).toBeCloseTo(to - from)
    const long = stretchOf(usual, { ...over, now: 30_000, end: 30_000 })
    expect(long.to - long.from).toBe(USUAL_MS)
  })

  it('of all shows the story from its beginning to now', () => {
    const { from, to } = stretchOf({ type: 'all' }, known)
    expect(from).toBeLessThan(10_000)
    expect(to).toBeGreaterThan(30_000)
  })

  it('stands still once it was panned, while time goes on', () => {
    const still = keyed('ArrowLeft', now, known)
    expect(still?.type).toBe('free')
    if (still === undefined) return
    const before = stretchOf(still, known)
    expect(stretchOf(still, { ...known, now: 60_000 })).toEqual(before)
    expect(keyed('n', still, known)).toEqual({ type: 'now', span: before.to - before.from })
  })

  it('goes on following while it zooms, by key, wheel or pinch', () => {
    expect(zoom(now, known, 2)).toEqual({ type: 'now', span: 3000 })
    expect(gestured(now, { from: 0, to: 3000 }, known)).toEqual({ type: 'now', span: 3000 })
    expect(gestured(now, { from: 1000, to: 7000 }, known).type).toBe('free')
  })

  it('never leaves what there is by more than a screen, nor shows less than 5 ms', () => {
    expect(gestured({ type: 'all' }, { from: 9e6, to: 9.1e6 }, known)).toMatchObject({
      from: 30_000 - 10_000,
    })
    expect(zoom(now, known, 1e9)).toEqual({ type: 'now', span: 5 })
  })

  it('has keys for its ends and for all of it', () => {
    expect(keyed('0', now, known)).toEqual({ type: 'all' })
    expect(keyed('Home', now, known)).toMatchObject({ type: 'free', from: 0 })
    expect(keyed('End', { type: 'all' }, known)).toEqual(follow({ type: 'all' }, known))
    expect(keyed('x', now, known)).toBeUndefined()
  })
})

describe('the axis', () => {
  it('counts seconds of the story', () => {
    const ticks = ticksOf({ from: 9900, to: 14_900 }, 700, [10_000])
    expect(ticks.filter(({ say }) => say !== '').map(({ u, say }) => [u, say])).toEqual([
      [14, '0 s'],
      [154, '1 s'],
      [294, '2 s'],
      [434, '3 s'],
      [574, '4 s'],
    ])
  })

  it('has no label that is cut at its beginning, or touches that of a newer story', () => {
    const cut = ticksOf({ from: 10_000, to: 15_000 }, 700, [10_000])
    expect(cut.find(({ u }) => u === 0)?.say).toBe('')
    const says = ticksOf({ from: 9700, to: 14_700 }, 700, [0, 10_100]).map(({ say }) => say)
    expect(says).toContain('0 s')
    expect(says).not.toContain('10 s')
  })

  it('begins anew where another story began', () => {
    const says = ticksOf({ from: 10_000, to: 20_000 }, 700, [9000, 16_000]).map(({ say }) => say)
    expect(says).toContain('6 s')
    expect(says.filter((say) => say === '2 s')).toHaveLength(2)
  })

  it('has as many digits as its steps need', () => {
    const says = ticksOf({ from: 1000, to: 1004 }, 700, [0]).map(({ say }) => say)
    expect(says).toContain('1.001 s')
  })
})

describe('a replay', () => {
  it('goes as fast as it is told, and stops at the end', () => {
    expect(advance(1000, 100, { speed: 0.25, to: 5000 })).toBe(1025)
    expect(advance(1000, 100, { speed: 4, to: 5000 })).toBe(1400)
    expect(advance(4990, 100, { speed: 1, to: 5000 })).toBe(5000)
  })

  it('moves by steps that fit the length of its story', () => {
    expect(stepOf({ from: 1000, to: 1006 })).toBe(0.1)
    expect(stepOf({ from: 1000, to: 1400 })).toBe(2)
    expect(stepOf({ from: 1000, to: 60_000 })).toBe(50)
  })

  it('does not move what is seen as all of it', () => {
    const early = stretchOf({ type: 'all' }, { ...known, now: 12_000 })
    expect(early).toEqual(stretchOf({ type: 'all' }, known))
  })
})

test('news is counted, by kind', () => {
  const fold = twoPrograms()
    .publish(1000, PUB, { say: 'x', to: [APP] })
    .publish(1200, PUB, 'y')
    .fold()
  expect(newsOf(fold, 0)).toBe('2 published, 1 received, 1 lost')
  expect(newsOf(fold, fold.rows.at(-1)?.seq ?? 0)).toBe('')
})
