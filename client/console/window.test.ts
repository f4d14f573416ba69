/** Which pages of an output are drawn. */
import { describe, expect, it } from 'vitest'
import { windowOf } from './window.ts'

describe('the window on a long output', () => {
  const heights = Array.from({ length: 100 }, () => 1000)

  it('draws what is in sight and a page on each side', () => {
    expect(windowOf(heights, { top: 50_200, height: 400 })).toEqual({
      from: 49,
      to: 52,
      above: 49_000,
      below: 48_000,
    })
  })

  it('keeps the whole height', () => {
    const { from, to, above, below } = windowOf(heights, { top: 99_700, height: 400 })
    expect(above + (to - from) * 1000 + below).toBe(100_000)
    expect(below).toBe(0)
  })

  it('is empty for an empty output', () => {
    expect(windowOf([], { top: 0, height: 400 })).toEqual({ from: 0, to: 0, above: 0, below: 0 })
  })
})
