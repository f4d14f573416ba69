/** Which pages of a long output are drawn: those in sight and one more on each side. Pure. */

export interface Window {
  /** Index of the first drawn page, and the one after the last. */
  from: number
  to: number
  /** Height of what is not drawn, px. */
  above: number
  below: number
}

export interface Sight {
  top: number
  height: number
}

/** `heights` in px, measured where a page was drawn before, guessed elsewhere. */
export function windowOf(heights: readonly number[], { top, height }: Sight): Window {
  const starts: number[] = []
  let total = 0
  for (const one of heights) {
    starts.push(total)
    total += one
  }
  const seen = starts.findLastIndex((start) => start <= Math.max(0, top))
  const from = Math.max(0, seen - 1)
  const beyond = starts.findIndex((start) => start > top + height)
  const to = beyond === -1 ? heights.length : Math.min(heights.length, beyond + 1)
  const endOfDrawn = to === heights.length ? total : (starts[to] ?? total)
  return { from, to, above: starts[from] ?? 0, below: total - endOfDrawn }
}
