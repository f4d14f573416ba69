/** What a run is doing, in words. */
import { describe, expect, it } from 'vitest'
import type { RunState } from '../../server/protocol/index.ts'
import { amount, duration, latency, ordinal } from './duration.ts'
import type { Run } from './facts.ts'
import { nothingPrinted, print } from './scrollback.ts'
import { wordsFor } from './words.ts'

const run = (state: RunState, printed = ''): Run => ({
  run: 1,
  of: { lesson: 'l', step: 's', program: 'p' },
  number: 1,
  state,
  output: print(nothingPrinted, [{ at: 0, stream: 'err', text: printed }]),
  notes: [],
  beats: [],
  visits: [],
  inputEnded: false,
})
const said = (state: RunState, now = 0, printed = '') => {
  const { meaning, say, time } = wordsFor(run(state, printed), now)
  return `${meaning}: ${say}${time}`
}
const TRACEBACK = `Traceback (most recent call last):
  File "/home/learner/02-x/main.py", line 3, in <module>
    r.publish('a', 'b')
  File "/opt/python/redis/client.py", line 900, in publish
    raise err
`

describe('the words for a state', () => {
  it.each<[string, RunState, number]>([
    ['queued: queued, waits for a lab', { type: 'queued', since: 0 }, 0],
    ['running: running, 0.8 s', { type: 'running', since: 0 }, 800],
    [
      'waiting: waiting for Redis, 2 min 10 s',
      { type: 'waiting', since: 0, for: 'redis' },
      130_000,
    ],
    ['asleep: asleep, 0.4 of 1 s', { type: 'waiting', since: 0, for: 'sleep', until: 1003 }, 400],
    ['asleep: asleep, 50 ms', { type: 'waiting', since: 0, for: 'sleep', until: 50 }, -20],
    ['you: stopping, 0.1 s', { type: 'stopping', since: 0 }, 100],
  ])('%s', (words, state, now) => {
    expect(said(state, now)).toBe(words)
  })

  it.each<[string, Extract<RunState, { type: 'ended' }>['reason'], number]>([
    ['exited: exited 0, after 4.1 s', { type: 'exit', code: 0 }, 4100],
    ['exited: exited 0, after 82 ms', { type: 'exit', code: 0 }, 82],
    ['failed: exited 3, after 1.0 s', { type: 'exit', code: 3 }, 1000],
    ['failed: ended by SIGSEGV, after 1.0 s', { type: 'signal', name: 'SIGSEGV' }, 1000],
    ['you: stopped by you, after 12.6 s', { type: 'stopped' }, 12_600],
    ['limited: ended, 10 min per run', { type: 'limit', name: 'time', value: '10 min' }, 1],
    ['limited: ended, 1 GB of output', { type: 'limit', name: 'flood', value: '1 GB' }, 1],
    ['limited: ended, the lab went away, after 1.0 s', { type: 'lost' }, 1000],
  ])('%s', (words, reason, took) => {
    expect(said({ type: 'ended', since: 0, reason, took })).toBe(words)
  })

  const failed: RunState = { type: 'ended', since: 0, took: 9, reason: { type: 'exit', code: 1 } }

  it('name the error, and the learner’s own line of the traceback', () => {
    const printed = `${TRACEBACK}redis.exceptions.ConnectionError: Error 111\n`
    expect(said(failed, 0, printed)).toBe('failed: exited 1, ConnectionError on line 3')
  })

  it('do not guess where the output ends otherwise', () => {
    expect(said(failed, 0, 'something went wrong\n')).toBe('failed: exited 1, after 9 ms')
  })
})

describe('amounts in words', () => {
  it.each([
    [duration(400), '0.4 s'],
    [duration(59_960), '1 min'],
    [duration(3_660_000), '1 h 1 min'],
    [latency(4.25), '4.3 ms'],
    [latency(1500), '1.5 s'],
    [amount(3_200_000), '3.2 MB'],
    [amount(999), '999 bytes'],
    [ordinal(3), 'third'],
    [ordinal(12), '12th'],
    [ordinal(22), '22nd'],
  ])('%s is %s', (words, expected) => {
    expect(words).toBe(expected)
  })
})
