import { expect, test } from 'vitest'
import { channelsIn, offered, whyNobody } from './channels.ts'
import type { Heard } from './standing.ts'

function heard(kind: Heard['kind'], name: string, program = 'subscriber'): Heard {
  const one = { connection: 1, program, run: 1, process: 2, listens: [], did: '', since: 0 }
  return { kind, name, by: [one] }
}

const nameOf = (program: string) => `${program}.py`

test('channels are those that the code names in a call', () => {
  const code =
    "r.publish('chat', 'hi')\npubsub.subscribe(\"news\")\np.subscribe('chat')\nprint('no')"
  expect(channelsIn([code, 'x.psubscribe("n*")'])).toEqual(['chat', 'news'])
})

test('live channels of the code are offered first, those of other steps last, patterns never', () => {
  const live = [heard('channel', 'other'), heard('channel', 'live'), heard('pattern', 'l*')]
  expect(offered(live, ['chat', 'live'])).toEqual(['live', 'chat', 'other'])
})

test('0 has one plain reason where nothing similar is listened to', () => {
  const why = whyNobody('chat', [heard('channel', 'news')], nameOf)
  expect(why).toBe('Nobody has subscribed to chat now.')
})

test.each(['Chat', 'chat:room', 'cha', ' chat'])('a similar name is told: %s', (name) => {
  expect(whyNobody('chat', [heard('channel', name)], nameOf)).toBe(
    `Nobody has subscribed to chat now; subscriber.py listens to ${name}, another name.`,
  )
})

test('a pattern that almost matches is told', () => {
  expect(whyNobody('chat', [heard('pattern', 'Chat*')], nameOf)).toBe(
    'subscriber.py listens to the pattern Chat*, which does not match.',
  )
})

test('a shard channel of that name is told', () => {
  expect(whyNobody('chat', [heard('shard', 'chat')], nameOf)).toBe(
    'subscriber.py listens to it as a shard channel: only SPUBLISH reaches that.',
  )
})
