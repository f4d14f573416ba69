/** When to dial again after a lost connection: exponential back-off with jitter, slower while nobody looks. */

const FIRST_MS = 400
const LONGEST_MS = 10_000
const HIDDEN_MS = 30_000

export interface Circumstances {
  /** How many tries in a row have failed. */
  tries: number
  /** From 0 to 1; spreads the learners of a server that came back. */
  random: number
  /** A hidden tab waits long: it dials at once when it is looked at again. */
  hidden: boolean
}

/** How long to rest before the next try, in ms. */
export function restMs({ tries, random, hidden }: Circumstances): number {
  const longest = hidden ? HIDDEN_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10))
  return Math.round(longest * (0.5 + random / 2))
}
