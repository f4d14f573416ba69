/** The wait that is told: no guess from too little, and about what it then takes. */
import { describe, expect, it } from 'vitest'
import { seeded } from '../test/seeded.ts'
import { Pace } from './pace.ts'

/** `count` labs taken at 0. */
function full(count: number): Pace {
  const pace = new Pace()
  for (let lab = 0; lab < count; lab += 1) pace.taken(0)
  return pace
}

/** One is given back, and taken by who waited. */
function passes(pace: Pace, at: number): void {
  pace.returned(at)
  pace.taken(at)
}

it('guesses no wait from too few labs given back', () => {
  const pace = full(2)
  passes(pace, 1_000)
  passes(pace, 2_000)
  expect(pace.untilMs(1, 3_000)).toBeUndefined()
})

it('expects as many intervals as the place says', () => {
  const pace = full(2)
  for (const at of [10_000, 20_000, 30_000]) passes(pace, at)
  expect(pace.untilMs(1, 40_000)).toBe(10_000)
  expect(pace.untilMs(3, 40_000)).toBe(30_000)
})

it('expects longer waits when nobody gives back', () => {
  const pace = full(2)
  for (const at of [10_000, 20_000, 30_000]) passes(pace, at)
  expect(pace.untilMs(1, 100_000)).toBe(30_000)
})

it('expects of a full house more than of the few that were there before', () => {
  const pace = full(1)
  for (const at of [10_000, 20_000, 30_000]) passes(pace, at)
  for (let lab = 0; lab < 9; lab += 1) pace.taken(40_000)
  expect(pace.untilMs(1, 40_000)).toBe(1_000)
})

describe('a class of 60 comes to 20 labs after a quiet morning', () => {
  const HOLDS_MS = 600_000
  /** Ratio of what was told to what it took, of each who waited, in order of size. */
  function ratios(seed: number): number[] {
    const random = seeded(seed)
    const pace = new Pace()
    const ends: number[] = []
    const takes = (at: number): void => {
      pace.taken(at)
      // Some leave soon, some stay for long.
      ends.push(at - HOLDS_MS * Math.log(1 - random()))
    }
    const nextEnd = (): number => {
      const at = Math.min(...ends)
      ends.splice(ends.indexOf(at), 1)
      pace.returned(at)
      return at
    }
    let now = 0
    // One comes every few minutes, for a morning.
    for (let visit = 0; visit < 40; visit += 1) {
      now += 400_000 * random()
      while (Math.min(...ends) <= now) nextEnd()
      takes(now)
    }
    const began = now
    while (ends.length < 20) takes(began)
    const told = Array.from({ length: 40 }, (_, index) => pace.untilMs(index + 1, began) ?? 0)
    return told.map((expected) => {
      const at = Math.max(began, nextEnd())
      takes(at)
      return expected / Math.max(1, at - began)
    })
  }

  it('and each waits about as long as was told', () => {
    const all = Array.from({ length: 50 }, (_, seed) => ratios(seed).slice(5)).flat()
    const sorted = all.toSorted((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    expect(at(0.5)).toBeGreaterThan(0.8)
    expect(at(0.5)).toBeLessThan(1.25)
    expect(at(0.1)).toBeGreaterThan(0.4)
    expect(at(0.9)).toBeLessThan(2.5)
  })
})
