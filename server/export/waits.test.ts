/** What a start waits for, as play.py can see it. */
import { expect, test } from 'vitest'
import type { Claim } from '../lessons/index.ts'
import { waitOf } from './waits.ts'

const often = { min: 1, max: Infinity }

const cases: readonly (readonly [Claim, unknown])[] = [
  [
    { fact: 'subscribed', channel: 'chat', of: 'a', times: { min: 2, max: Infinity } },
    { command: 'SUBSCRIBE', args: ['chat'], times: 2 },
  ],
  [
    { fact: 'published', channel: 'c', message: { how: 'line', value: 'hi' }, times: often },
    { command: 'PUBLISH', args: ['c', 'hi'], times: 1 },
  ],
  [
    { fact: 'lost', message: { how: 'has', value: 'h' }, times: often },
    { command: 'PUBLISH', args: [], times: 1 },
  ],
  [
    { fact: 'command', name: 'RPUSH', args: ['jobs'], times: often },
    { command: 'RPUSH', args: ['jobs'], times: 1 },
  ],
  [
    { fact: 'output', text: { how: 'has', value: 'x' }, times: often },
    { output: 'x', how: 'has', of: 'only', times: 1 },
  ],
  [{ fact: 'heartbeat', of: 'app', answersMs: 1000 }, { answers: 'app' }],
  [{ fact: 'ends' }, { ended: 'only' }],
  [{ fact: 'within', ms: 5, claim: { fact: 'ends', of: 'a' } }, { ended: 'a' }],
  [
    {
      fact: 'order',
      claims: [
        { fact: 'ends', of: 'a' },
        { fact: 'connected', times: often },
      ],
    },
    { all: [{ ended: 'a' }, { seconds: 1.5 }] },
  ],
  [{ fact: 'thread', waitsFor: 'redis', lastingMs: 300 }, { seconds: 1.5 }],
]

test.each(cases)('%j', (claim, wait) => {
  expect(waitOf(claim, 'only')).toEqual(wait)
})
