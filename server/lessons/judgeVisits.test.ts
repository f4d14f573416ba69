/** The judge on visits of an app: how one was answered, and that one waits in vain. */
import { expect, test } from 'vitest'
import type { Observation, Verdict } from './claim.ts'
import { judged, parse, seen } from './judge.fixture.ts'
import { createJudge } from './judge.ts'

const { started, subscribed, timeout, visit } = seen

interface Case {
  readonly claim: string
  readonly seen: readonly Observation[]
  /** Before anything is decided by the end. */
  readonly live: Verdict
  readonly end: 'held' | 'broken'
  readonly told: string
}

const asked = (at: number, path: string, number = 1) =>
  visit(at, path, { visit: number, state: { type: 'asked' } })
const page = (at: number, path: string, is: { status?: number; ms?: number; text?: string } = {}) =>
  visit(at, path, {
    visit: 1,
    state: { type: 'answered', status: 200, ms: 3, text: 'Still here.', ...is },
  })

const cases: readonly Case[] = [
  {
    claim: 'visit: { path: /, status: 200, answers: 1s, has: Still }',
    seen: [started(0), asked(1000, '/'), page(1003, '/')],
    live: 'held',
    end: 'held',
    told: '/ answered 200 in 3 ms at 1.00 s, and reads: “Still here.”',
  },
  {
    claim: 'visit: { path: /listen/, status: 200 }',
    seen: [started(0), asked(1000, '/listen/'), page(1012, '/listen/', { status: 500, ms: 12 })],
    live: 'open',
    end: 'broken',
    told: '/listen/ answered 500 in 12 ms at 1.01 s',
  },
  {
    claim: 'visit: { path: /listen/, answers: 1s }',
    seen: [started(0), asked(1000, '/listen/'), timeout(3500)],
    live: 'open',
    end: 'broken',
    told: '/listen/ has waited for an answer for 2.5 s',
  },
  {
    claim: 'visit: { path: /listen/ }',
    seen: [
      asked(0, '/listen/'),
      visit(4000, '/listen/', { visit: 1, state: { type: 'left', ms: 4000 } }),
    ],
    live: 'open',
    end: 'broken',
    told: '/listen/ was left after 4 s without an answer',
  },
  {
    claim: 'visit: { path: /listen/ }',
    seen: [
      asked(0, '/listen/'),
      visit(40, '/listen/', {
        visit: 1,
        state: { type: 'failed', ms: 40, say: 'The app hung up.' },
      }),
    ],
    live: 'open',
    end: 'broken',
    told: '/listen/ failed after 40 ms: The app hung up',
  },
  {
    claim: 'visit: { path: /listen/ }',
    seen: [started(0), asked(10, '/'), page(12, '/')],
    live: 'open',
    end: 'broken',
    told: '/listen/ was not visited',
  },
  {
    claim: "visit: { matches: '^received by [1-9]' }",
    seen: [asked(0, '/publish/'), page(12, '/publish/', { text: 'received by 0' })],
    live: 'open',
    end: 'broken',
    told: '/publish/ answered 200 in 3 ms at 0.01 s, and reads: “received by 0”',
  },
  {
    claim: 'visit: { status: 200, times: 0 }',
    seen: [asked(0, '/'), page(5, '/')],
    live: 'broken',
    end: 'broken',
    told: '/ answered 200 in 3 ms at 0.01 s',
  },
  {
    claim: 'visit: { path: /listen/, waits: 2s }',
    seen: [started(0), asked(1000, '/listen/'), timeout(3000)],
    live: 'held',
    end: 'held',
    told: '/listen/ has waited for an answer for 2 s',
  },
  {
    claim: 'visit: { path: /listen/, waits: 2s }',
    seen: [asked(0, '/listen/'), page(1900, '/listen/', { ms: 1900 }), timeout(5000)],
    live: 'open',
    end: 'broken',
    told: '/listen/ answered 200 in 1.9 s at 1.90 s',
  },
  {
    claim: 'visit: { waits: 1s }\nafter: { subscribed: {} }',
    seen: [asked(0, '/poll/'), subscribed(100, 'chat'), timeout(1200)],
    live: 'held',
    end: 'held',
    told: 'seen in this order',
  },
  {
    claim: 'visit: { path: / }\nafter: { subscribed: {} }',
    seen: [asked(0, '/'), page(5, '/'), subscribed(100, 'chat'), asked(200, '/')],
    live: 'open',
    end: 'broken',
    told: '/ has waited for an answer for 0 ms',
  },
]

test.each(cases)('$claim: $told', ({ claim, seen: observations, live, end, told }) => {
  expect(judged(parse(claim), observations)).toEqual({ live, end, told })
})

test('a visit that waits is judged though nothing more is seen', () => {
  const judge = createJudge(parse('visit: { path: /listen/, waits: 2s }'))
  judge.see(asked(1000, '/listen/'))
  expect(judge.due).toBe(3000)
  expect(judge.tick(3000)).toBe('held')
})
