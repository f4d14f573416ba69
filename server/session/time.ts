/** Time as the session sees it: a monotonic clock and timers, passed in so that tests can turn it by hand. */

export interface Time {
  /** CLOCK_MONOTONIC in ms: the clock of every lab, too. */
  now(): number
  /** Calls `action` once after `ms` unless the returned function was called first. */
  after(ms: number, action: () => void): () => void
}

/** Timers do not keep the process alive: the listening server does that. */
export const realTime: Time = {
  now: () => Number(process.hrtime.bigint()) / 1e6,
  after(ms, action) {
    const timer = setTimeout(action, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Whole microseconds: what the supervisor measures, and shorter to send. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
