/** CLOCK_MONOTONIC in milliseconds: the clock that labs stamp with. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** A stamp from a lab, held within what can be true: not before `since`, not in the future. */
export function plausible(at: number, since: number): number {
  return Math.min(Math.max(at, since), monotonicMs())
}
