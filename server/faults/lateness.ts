/** How late this process is by itself: learners sit at machines of their own, and here they are one process beside the server. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10

/** Resolves with what came of `what`, and with how late this process was meanwhile, 99 times in 100 at most, in ms. */
export async function withLateness<T>(what: () => Promise<T>): Promise<{ of: T; late: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  try {
    const of = await what()
    return { of, late: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS) }
  } finally {
    delay.disable()
  }
}
