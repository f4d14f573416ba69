/** Beats in words and bars. */
import { describe, expect, it } from 'vitest'
import type { Beat } from '../../server/protocol/index.ts'
import { barsOf, groupsOf, labelsIn, spanOf, verdictOf } from './beats.ts'

const answered = (at: number, ms = 4): Beat => ({ type: 'answered', at, ms, status: 200 })
const timeout = (at: number): Beat => ({ type: 'timeout', at, ms: 1000 })

describe('the words for a page', () => {
  it.each<[string, Beat[]]>([
    ['not asked yet', []],
    ['answers in 4 ms', [answered(1000)]],
    ['answers 500 in 4 ms', [{ type: 'answered', at: 1, ms: 4, status: 500 }]],
    ['no answer for 3 s', [answered(2000), timeout(4000)]],
    // Beats after the fourth tell how long the first question has waited by now.
    ['no answer for 3 s', [timeout(3000), { type: 'timeout', at: 5000, ms: 3000 }]],
    ['nothing listens there', [{ type: 'refused', at: 1000 }]],
  ])('%s', (say, beats) => {
    expect(verdictOf(beats, 5000).say).toBe(say)
  })
})

describe('the strip', () => {
  it('shows the last half minute, the newest at its end', () => {
    const bars = barsOf([answered(1000), answered(20_000), timeout(40_000)], {
      now: 40_000,
      span: 30_000,
    })
    expect(bars.map(({ type, x }) => [type, Math.round(x)])).toEqual([
      ['answered', 33],
      ['timeout', 100],
    ])
  })

  it('shows less where there is less room, so that bars do not touch', () => {
    expect(spanOf(2000)).toBe(30_000)
    expect(spanOf(220)).toBe(5_000)
  })

  it('counts beats of one kind together', () => {
    const groups = groupsOf([answered(1000, 2), answered(1500, 3), timeout(3000), timeout(3500)], {
      now: 4000,
      span: 30_000,
    })
    expect(groups.map(({ say }) => say)).toEqual(['answers in 3 ms', '2 without an answer'])
  })

  it('drops the older of two labels that would touch', () => {
    const groups = groupsOf([answered(29_000), timeout(30_000)], { now: 30_000, span: 30_000 })
    expect(labelsIn(700, groups).map(({ type }) => type)).toEqual(['timeout'])
    expect(labelsIn(9000, groups)).toHaveLength(2)
  })
})
