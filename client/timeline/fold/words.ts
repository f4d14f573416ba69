/** Facts in words, for bars, ticks, read-out and table: the same everywhere. Pure. */
import { unreachable } from '../../../server/protocol/index.ts'
import type { EndReason, VisitEvent } from '../../../server/protocol/index.ts'
import { latency } from '../../session/index.ts'
import type { Bar } from './parts.ts'

const WAITS: Record<NonNullable<Bar['for']>, string> = {
  redis: 'waits for Redis',
  input: 'waits for input',
  sleep: 'asleep',
  lock: 'waits for a lock',
  join: 'waits for a thread',
  queue: 'waits for a queue',
  child: 'waits for a program it started',
  visit: 'waits for a visit',
  call: 'waits in a system call',
  other: 'waits',
}

/** `waits for Redis`, `waits for Thread-1`, `asleep`, `running`. */
export function barWords(bar: Pick<Bar, 'state' | 'for' | 'whom'>): string {
  if (bar.state !== 'waiting') return bar.state
  if (bar.for === 'join' && bar.whom !== undefined) return `waits for ${bar.whom}`
  return bar.for === undefined ? 'waits' : WAITS[bar.for]
}

/** `exited 0`, `stopped by you`: why a run ended, without the time. */
export function endWords(reason: EndReason): string {
  switch (reason.type) {
    case 'exit':
      return `exited ${reason.code}`
    case 'signal':
      return `ended by ${reason.name}`
    case 'stopped':
      return 'stopped by you'
    case 'limit':
      return `ended, limit: ${reason.value}`
    case 'lost':
      return 'ended, the lab went away'
    case 'refused':
      return 'not started'
    default:
      return unreachable(reason)
  }
}

/** `1 received it`, `0 received it`. */
export function receivedWords(receivers: number): string {
  return `${receivers.toLocaleString('en')} received it`
}

/** `visited /listen/`, `left after 3.0 s`. */
export function visitWords({ path, state }: VisitEvent): string {
  switch (state.type) {
    case 'asked':
      return `visited ${path}`
    case 'answered':
      return `answer ${state.status} in ${latency(state.ms)}`
    case 'left':
      return 'left the page'
    case 'failed':
      return 'no page'
    default:
      return unreachable(state)
  }
}
