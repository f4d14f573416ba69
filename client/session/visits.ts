/** Visits of an app as this page knows them, and in words. Pure. */
import { unreachable } from '../../server/protocol/index.ts'
import type { VisitEvent, VisitState } from '../../server/protocol/index.ts'
import { duration, latency } from './duration.ts'

/** Visits kept per run, the open ones beside. */
const KEPT = 20

export interface Visit {
  visit: number
  path: string
  /** When it was asked, ms on the lab's clock. */
  asked: number
  state: VisitState
}

/** The visits after one has begun or ended. */
export function visited(visits: readonly Visit[], event: VisitEvent): readonly Visit[] {
  const { visit, path, at, state } = event
  if (state.type !== 'asked')
    return visits.map((one) => (one.visit === visit ? { ...one, state } : one))
  const over = visits.filter((one) => one.state.type !== 'asked')
  const gone = new Set(over.slice(0, Math.max(0, over.length - KEPT)))
  return [...visits.filter((one) => !gone.has(one)), { visit, path, asked: at, state }]
}

export function openVisits(visits: readonly Visit[]): readonly Visit[] {
  return visits.filter(({ state }) => state.type === 'asked')
}

/** As soon as a browser would begin to look stuck. */
const SLOW_MS = 1000

export interface VisitWords {
  meaning: 'ahead' | 'answered' | 'unanswered' | 'over'
  say: string
}

/** `now` is the lab's clock, ms. */
export function visitWords({ asked, state }: Visit, now: number): VisitWords {
  switch (state.type) {
    case 'asked': {
      const waited = now - asked
      if (waited < SLOW_MS) return { meaning: 'ahead', say: 'asked' }
      return { meaning: 'unanswered', say: `no answer for ${duration(waited)}` }
    }
    case 'answered':
      return { meaning: 'answered', say: `${state.status}, ${latency(state.ms)}` }
    case 'left':
      return { meaning: 'over', say: `left after ${duration(state.ms)}` }
    case 'failed':
      return { meaning: 'over', say: state.say }
    default:
      return unreachable(state)
  }
}
