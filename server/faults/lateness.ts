/** How late this process is by itself: learners sit at machines of their own, and here they are one process beside the server. */
import { execFileSync } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10

export interface Lateness<T> {
  readonly of: T
  /** 99 times in 100 at most, ms. */
  readonly late: number
  /** This process went before all others: they wait for it, and it for nobody. */
  readonly ahead: boolean
}

/** Resolves with what came of `what`, and with how late this process was meanwhile; `ahead` of all others where that is wanted and allowed. */
export async function withLateness<T>(
  what: () => Promise<T>,
  wanted: { ahead: boolean },
): Promise<Lateness<T>> {
  const ahead = wanted.ahead && schedule('--reset-on-fork', '--rr', '--pid', '1')
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  try {
    const of = await what()
    return { of, late: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS), ahead }
  } finally {
    delay.disable()
    if (ahead) schedule('--other', '--pid', '0')
  }
}

/** Of this process's first thread alone, and not of what it starts. False where it is not allowed: it is for root. */
function schedule(...how: readonly string[]): boolean {
  try {
    execFileSync('chrt', [...how, `${process.pid}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
