/** Observations and claims in few words, for tests of the judge. */
import { parse as parseYaml } from 'yaml'
import type { Claim, Observation } from './claim.ts'
import { ClaimForm, claimOf } from './claimForm.ts'
import { createJudge } from './judge.ts'

/** A claim as it would be written in a lesson. */
export function parse(yaml: string): Claim {
  return claimOf(ClaimForm.parse(parseYaml(yaml)))
}

/** The verdict before anything is decided by the end, the one at the end, and what is told. */
export function judged(claim: Claim, observations: readonly Observation[]) {
  const judge = createJudge(claim)
  for (const observation of observations) judge.see(observation)
  const live = judge.verdict
  const told = judge.told()
  return { live, end: judge.end(), told }
}

const program = 'main'
const whose = { program, connection: 1 }
const hello = { message: 'hello', size: 5 }

type Thread = Extract<Observation, { type: 'thread' }>
type Visit = Extract<Observation, { type: 'visit' }>
type Waits = Extract<Observation, { type: 'activity' }>['waits']

export const seen = {
  started: (at: number): Observation => ({ type: 'started', program, at }),
  prints: (at: number, line: string): Observation => ({
    type: 'output',
    program,
    at,
    stream: 'out',
    line,
  }),
  waits: (at: number, what: Waits): Observation => ({
    type: 'activity',
    program,
    at,
    waits: what,
  }),
  ended: (at: number, code: number): Observation => ({
    type: 'ended',
    program,
    at,
    reason: { type: 'exit', code },
  }),
  answered: (at: number, ms: number): Observation => ({
    type: 'beat',
    program,
    beat: { type: 'answered', at, ms, status: 200 },
  }),
  timeout: (at: number): Observation => ({
    type: 'beat',
    program,
    beat: { type: 'timeout', at, ms: 1000 },
  }),
  refused: (at: number): Observation => ({ type: 'beat', program, beat: { type: 'refused', at } }),
  visit: (at: number, path: string, is: Pick<Visit, 'visit' | 'state'>): Observation => ({
    type: 'visit',
    program,
    at,
    run: 1,
    path,
    ...is,
  }),
  thread: (
    at: number,
    is:
      | { name?: string; id?: number; at: string; for?: Thread['for'] }
      | { name: string; id: number },
  ): Observation => ({
    type: 'thread',
    program,
    at,
    run: 1,
    process: 2,
    thread: is.name ?? 'MainThread',
    id: is.id ?? 2,
    daemon: false,
    state: 'waiting',
    for: ('for' in is ? is.for : undefined) ?? 'redis',
    file: 'views.py',
    line: 12,
    code: 'at' in is ? is.at : '',
  }),
  subscribed: (at: number, channel: string): Observation => ({
    type: 'subscribed',
    ...whose,
    at,
    channel,
    kind: 'channel',
    count: 1,
  }),
  unsubscribed: (at: number, channel: string): Observation => ({
    type: 'unsubscribed',
    ...whose,
    at,
    channel,
    kind: 'channel',
    count: 0,
  }),
  published: (at: number, channel: string, receivers: number): Observation => ({
    type: 'published',
    ...whose,
    at,
    id: 1,
    channel,
    kind: 'channel',
    ...hello,
    receivers,
    ms: 0.2,
  }),
  lost: (at: number, channel: string): Observation => ({
    type: 'lost',
    ...whose,
    at,
    id: 1,
    channel,
    ...hello,
  }),
  delivered: (at: number, channel: string): Observation => ({
    type: 'delivered',
    ...whose,
    at,
    channel,
    kind: 'channel',
    ...hello,
  }),
}
