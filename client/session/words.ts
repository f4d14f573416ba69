/** What a run is doing, in words, with the meaning that its glyph and colour carry. Pure. */
import { unreachable } from '../../server/protocol/index.ts'
import type { EndReason, RunState, WaitsFor } from '../../server/protocol/index.ts'
import { duration, latency } from './duration.ts'
import type { Run } from './facts.ts'
import { pagesOf } from './scrollback.ts'

/** One for each glyph of the table in the look. */
export type Meaning =
  | 'idle'
  | 'queued'
  | 'running'
  | 'waiting'
  | 'blocked'
  | 'asleep'
  | 'you'
  | 'exited'
  | 'failed'
  | 'limited'

export interface Words {
  meaning: Meaning
  /** Changes only with the state, so it can be announced: `waiting for Redis`. */
  say: string
  /** The time that belongs to it; ticks while the state lasts: `, 2 min 10 s`. */
  time: string
}

const WAITS: Record<WaitsFor, string> = {
  redis: 'waiting for Redis',
  input: 'waiting for your input',
  sleep: 'asleep',
  lock: 'waiting for another thread',
  child: 'waiting for a program it started',
  visit: 'waiting for a visit',
  other: 'waiting',
}

const LIMITS: Record<Extract<EndReason, { type: 'limit' }>['name'], (value: string) => string> = {
  time: (value) => `${value} per run`,
  away: (value) => `${value} without you here`,
  memory: (value) => `${value} of memory`,
  sockets: (value) => `${value} of open connections`,
  flood: (value) => `${value} of output`,
}

/** `now` is the lab's clock, ms. */
export function wordsFor(run: Run, now: number): Words {
  const { state } = run
  const lasted = `, ${duration(now - state.since)}`
  switch (state.type) {
    case 'queued':
      return { meaning: 'queued', say: queued(state), time: '' }
    case 'starting':
      return { meaning: 'queued', say: 'starting', time: '' }
    case 'running':
      return { meaning: 'running', say: 'running', time: lasted }
    case 'waiting':
      return waiting(state, now)
    case 'stopping':
      return { meaning: 'you', say: 'stopping', time: lasted }
    case 'ended':
      return ended(run, state)
    default:
      return unreachable(state)
  }
}

function queued({ after }: Extract<RunState, { type: 'queued' }>): string {
  return after === undefined ? 'queued, waits for a lab' : `queued. ${after}`
}

function waiting(state: Extract<RunState, { type: 'waiting' }>, now: number): Words {
  const lasted = now - state.since
  if (state.for !== 'sleep')
    return { meaning: 'waiting', say: WAITS[state.for], time: `, ${duration(lasted)}` }
  if (state.until === undefined)
    return { meaning: 'asleep', say: WAITS.sleep, time: `, ${duration(lasted)}` }
  const whole = state.until - state.since
  if (whole < 100) return { meaning: 'asleep', say: WAITS.sleep, time: `, ${latency(whole)}` }
  const of = duration(Math.round(whole / 100) * 100).replace('.0 s', ' s')
  const slept = (Math.max(0, Math.min(lasted, whole)) / 1000).toFixed(1)
  return { meaning: 'asleep', say: WAITS.sleep, time: `, ${slept} of ${of}` }
}

function ended(run: Run, { reason, took }: Extract<RunState, { type: 'ended' }>): Words {
  const time = `, after ${took < 100 ? latency(Math.round(took)) : duration(took)}`
  switch (reason.type) {
    case 'exit': {
      if (reason.code === 0) return { meaning: 'exited', say: 'exited 0', time }
      const why = errorIn(run)
      const say = `exited ${reason.code}${why === undefined ? '' : `, ${why}`}`
      return { meaning: 'failed', say, time: why === undefined ? time : '' }
    }
    case 'signal':
      return { meaning: 'failed', say: `ended by ${reason.name}`, time }
    case 'stopped':
      return { meaning: 'you', say: 'stopped by you', time }
    case 'limit':
      return { meaning: 'limited', say: `ended, ${LIMITS[reason.name](reason.value)}`, time: '' }
    case 'lost':
      return { meaning: 'limited', say: 'ended, the lab went away', time }
    case 'refused':
      return { meaning: 'limited', say: `not started. ${reason.say}`, time: '' }
    default:
      return unreachable(reason)
  }
}

const PLACE = /^ +File "(?<file>[^"]+)", line (?<line>\d+)/
const ERROR =
  /^(?:[\w.]*\.)?(?<name>[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Warning|Iteration|Timeout))(?::|$)/

/** `NameError on line 3`, told from the traceback at the end of the output, where there is one. */
export function errorIn(run: Run): string | undefined {
  const lines = pagesOf(run.output)
    .slice(-2)
    .flatMap((page) => page.lines)
    .filter((line) => line.stream === 'err' && line.text !== '')
  const name = ERROR.exec(lines.at(-1)?.text ?? '')?.groups?.['name']
  if (name === undefined) return undefined
  // The learner's own line is the deepest one that is not in a library.
  const own = lines
    .map((line) => PLACE.exec(line.text)?.groups)
    .findLast((groups) => groups?.['file']?.startsWith('/home/learner/') === true)
  return own === undefined ? name : `${name} on line ${own['line'] ?? ''}`
}

export type LiveRun = Run & { state: Exclude<RunState, { type: 'ended' }> }

/** True while there is something to stop. */
export function isLive(run: Run | undefined): run is LiveRun {
  return run !== undefined && run.state.type !== 'ended'
}
