/** The judge on what the broker, threads and heartbeats showed, in their order in time. */
import { describe, expect, test } from 'vitest'
import type { Observation, Verdict } from './claim.ts'
import { judged, parse, seen } from './judge.fixture.ts'
import { createJudge } from './judge.ts'

const { answered, delivered, ended, lost, prints, published, refused, started } = seen
const { subscribed, thread, timeout, unsubscribed, waits } = seen

interface Case {
  readonly claim: string
  readonly seen: readonly Observation[]
  /** Before anything is decided by the end. */
  readonly live: Verdict
  readonly end: 'held' | 'broken'
  readonly told: string
}

const wire: readonly Case[] = [
  {
    claim: 'published: { channel: chat, receivers: 1+ }',
    seen: [started(0), published(310, 'chat', 0), lost(310, 'chat')],
    live: 'open',
    end: 'broken',
    told: 'PUBLISH returned 0 at 0.31 s: nobody had subscribed yet',
  },
  {
    claim: 'published: { channel: chat, receivers: 1+ }',
    seen: [
      started(0),
      subscribed(100, 'chat'),
      unsubscribed(200, 'chat'),
      published(310, 'chat', 0),
    ],
    live: 'open',
    end: 'broken',
    told: 'PUBLISH returned 0 at 0.31 s: nobody was subscribed any more',
  },
  {
    claim: 'published: { channel: chat, receivers: 1+ }',
    seen: [started(0), subscribed(100, 'chat'), published(310, 'chat', 1)],
    live: 'held',
    end: 'held',
    told: 'PUBLISH returned 1 at 0.31 s',
  },
  {
    claim: 'published: { channel: chat, receivers: 1, times: 3 }',
    seen: [published(0, 'chat', 1), published(10, 'chat', 1)],
    live: 'open',
    end: 'broken',
    told: 'seen 2 times, the last at 0.01 s',
  },
  {
    claim: 'published: { channel: chat, message: hullo }',
    seen: [published(0, 'chat', 1)],
    live: 'open',
    end: 'broken',
    told: '“hello” was published at 0.00 s',
  },
  {
    claim: 'published: { channel: chat }',
    seen: [started(0), published(20, 'news', 0)],
    live: 'open',
    end: 'broken',
    told: '“hello” was published to news at 0.02 s',
  },
  {
    claim: 'published: {}',
    seen: [prints(0, 'published')],
    live: 'open',
    end: 'broken',
    told: 'nothing was published',
  },
  {
    claim: "published: { message_matches: '^h.llo$', by: main }",
    seen: [published(0, 'chat', 1)],
    live: 'held',
    end: 'held',
    told: 'PUBLISH returned 1 at 0.00 s',
  },
  {
    claim: 'published: { by: you }',
    seen: [published(0, 'chat', 1)],
    live: 'open',
    end: 'broken',
    told: '“hello” was published at 0.00 s',
  },
  {
    claim: 'lost: { times: 0 }',
    seen: [lost(50, 'chat')],
    live: 'broken',
    end: 'broken',
    told: '“hello” to chat was lost at 0.00 s',
  },
  {
    claim: 'lost: { times: 0 }',
    seen: [published(50, 'chat', 1)],
    live: 'open',
    end: 'held',
    told: 'no message was lost',
  },
  {
    claim: 'delivered: { channel: chat, to: other }',
    seen: [published(0, 'chat', 0)],
    live: 'open',
    end: 'broken',
    told: 'PUBLISH returned 0 at 0.00 s: nobody had subscribed yet',
  },
  {
    claim: 'delivered: { channel: chat, message_has: ell, to: main }',
    seen: [delivered(0, 'chat')],
    live: 'held',
    end: 'held',
    told: '“hello” reached main from chat at 0.00 s',
  },
  {
    claim: 'subscribed: { channel: chat }',
    seen: [subscribed(0, 'caht')],
    live: 'open',
    end: 'broken',
    told: 'main subscribed to caht at 0.00 s',
  },
]

const states: readonly Case[] = [
  {
    claim: 'thread: { name: MainThread, at: listen(), waits_for: redis, lasting: 2s }',
    seen: [
      thread(0, { at: 'for m in p.listen():' }),
      thread(3000, { at: 'print(m)', for: 'sleep' }),
    ],
    live: 'held',
    end: 'held',
    told: 'MainThread waits for Redis at views.py:12, for 3 s',
  },
  {
    claim: 'thread: { name: MainThread, at: .join(, waits_for: join }',
    seen: [thread(0, { at: 'for m in p.listen():' })],
    live: 'open',
    end: 'broken',
    told: 'MainThread waits for Redis at views.py:12',
  },
  {
    claim: 'thread: { name: Thread-1, waits_for: redis }',
    seen: [thread(0, { name: 'Thread-1 (listen)', id: 3 })],
    live: 'held',
    end: 'held',
    told: 'Thread-1 (listen) waits for Redis at views.py:12',
  },
  {
    claim: 'thread: { waits_for: redis, lasting: 1s }',
    seen: [waits(0, 'sleep')],
    live: 'open',
    end: 'broken',
    told: 'it sleeps',
  },
  {
    claim: 'heartbeat: { always: 200ms }',
    seen: [started(0), refused(10), answered(500, 2), timeout(1000)],
    live: 'broken',
    end: 'broken',
    told: 'no answer since 1.00 s',
  },
  {
    claim: 'heartbeat: { always: 200ms }',
    seen: [answered(0, 2), answered(500, 201)],
    live: 'broken',
    end: 'broken',
    told: 'answered in 201 ms at 0.50 s',
  },
  {
    claim: 'heartbeat: { always: 200ms }',
    seen: [answered(0, 2), answered(500, 8)],
    live: 'open',
    end: 'held',
    told: '2 answers, the slowest in 8 ms',
  },
  {
    claim: 'heartbeat: { always: 200ms, for: 500ms }',
    seen: [answered(0, 2), answered(500, 8)],
    live: 'held',
    end: 'held',
    told: '2 answers, the slowest in 8 ms',
  },
  {
    claim: 'heartbeat: { answers: 100ms, for: 1s }',
    seen: [answered(0, 2), timeout(500), answered(2000, 2), answered(2500, 2)],
    live: 'open',
    end: 'broken',
    told: '3 answers, the slowest in 2 ms',
  },
  {
    claim: 'heartbeat: { silent_for: 2s }',
    seen: [answered(0, 2), timeout(500), timeout(1500)],
    live: 'held',
    end: 'held',
    told: 'no answer since 0.50 s',
  },
  {
    claim: 'running: { for: 2s }',
    seen: [started(0), ended(1000, 1)],
    live: 'broken',
    end: 'broken',
    told: 'exited 1 at 1.00 s',
  },
  {
    claim: 'ends: { code: 0 }',
    seen: [started(0), waits(2500, 'redis')],
    live: 'open',
    end: 'broken',
    told: 'it still runs, after 2.5 s',
  },
  {
    claim: 'ends: { by: stopped }',
    seen: [started(0), ended(1000, 1)],
    live: 'broken',
    end: 'broken',
    told: 'exited 1 at 1.00 s',
  },
]

const inTime: readonly Case[] = [
  {
    claim: 'order: [{ subscribed: { channel: chat } }, { published: { channel: chat } }]',
    seen: [subscribed(0, 'chat'), published(10, 'chat', 1)],
    live: 'held',
    end: 'held',
    told: 'seen in this order',
  },
  {
    claim: 'order: [{ subscribed: { channel: chat } }, { published: { channel: chat } }]',
    seen: [published(0, 'chat', 0), subscribed(10, 'chat')],
    live: 'open',
    end: 'broken',
    told: 'PUBLISH returned 0 at 0.00 s, too early',
  },
  {
    claim: 'order: [{ published: {} }, { delivered: {} }]',
    seen: [started(0), delivered(12, 'chat'), published(10, 'chat', 1)],
    live: 'held',
    end: 'held',
    told: 'seen in this order',
  },
  {
    claim: 'published: {}\nwithin: 1s',
    seen: [started(0), published(1200, 'chat', 1)],
    live: 'open',
    end: 'broken',
    told: 'nothing was published',
  },
  {
    claim: 'heartbeat: { answers: 1s }\nafter: { subscribed: { channel: chat } }',
    seen: [answered(0, 2), subscribed(10, 'chat'), timeout(500)],
    live: 'open',
    end: 'broken',
    told: 'no answer since 0.50 s',
  },
  {
    claim: 'published: {}\nafter: { subscribed: {} }\nwithin: 1s',
    seen: [started(0), subscribed(5000, 'chat'), published(5900, 'chat', 1)],
    live: 'held',
    end: 'held',
    told: 'seen in this order',
  },
  {
    claim: 'thread: { waits_for: redis, lasting: 1s }\nafter: { subscribed: {} }',
    seen: [waits(0, 'redis'), subscribed(500, 'chat'), waits(1600, undefined)],
    live: 'held',
    end: 'held',
    told: 'seen in this order',
  },
  {
    claim: 'all: [{ subscribed: {} }, { published: { receivers: 1+ } }]',
    seen: [subscribed(0, 'chat'), unsubscribed(5, 'chat'), published(10, 'chat', 0)],
    live: 'open',
    end: 'broken',
    told: 'PUBLISH returned 0 at 0.01 s: nobody was subscribed any more',
  },
]

describe.each([
  ['on the wire', wire],
  ['of threads, beats and ends', states],
  ['in time', inTime],
])('a claim %s', (_name, cases) => {
  test.each(cases)('$claim: $told', ({ claim, seen: observations, live, end, told }) => {
    expect(judged(parse(claim), observations)).toEqual({ live, end, told })
  })
})

describe('a time limit', () => {
  test('decides without another observation, and what must not come has not come', () => {
    const never = createJudge(parse('lost: { times: 0 }\nwithin: 2s'))
    never.see(started(1000))
    expect(never.due).toBe(3050)
    expect(never.tick(3050)).toBe('held')
    const vain = createJudge(parse('lost: {}\nwithin: 2s'))
    vain.see(started(1000))
    expect(vain.tick(3050)).toBe('broken')
  })
})

test('nothing about the broker is met by printing it', () => {
  const judge = createJudge(parse('published: { channel: chat, message: hello, receivers: 1 }'))
  judge.see(prints(0, 'published: chat hello 1'))
  expect(judge.end()).toBe('broken')
})
