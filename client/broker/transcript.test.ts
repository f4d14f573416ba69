import { expect, test } from 'vitest'
import type { PromptEvent } from '../../server/protocol/index.ts'
import { transcriptOf } from './transcript.ts'

function events(line: number, ...said: PromptEvent['said'][]): PromptEvent[] {
  return said.map((one) => ({ type: 'prompt', line, said: one }))
}

const typed = { type: 'typed', before: '127.0.0.1:6379>', text: 'PING', live: false } as const
const printed = { type: 'printed', text: 'PONG\n', leftOut: 0 } as const
const over = { type: 'over', next: '127.0.0.1:6379[1]>', by: 'reply' } as const

test('nothing typed: the prompt waits', () => {
  expect(transcriptOf([], 0)).toEqual({ exchanges: [], next: '127.0.0.1:6379>', going: undefined })
})

test('a line is going until it is over', () => {
  const before = transcriptOf(events(1, typed, printed), 0)
  expect(before.going).toMatchObject({ text: 'PING', printed: [{ text: 'PONG\n', leftOut: 0 }] })
  const after = transcriptOf(events(1, typed, printed, over), 0)
  expect(after.going).toBeUndefined()
  expect(after.next).toBe('127.0.0.1:6379[1]>')
})

test('what was cleared is out of sight, and still going if it goes', () => {
  const all = [...events(1, typed, over), ...events(2, typed)]
  expect(transcriptOf(all, 1).exchanges.map(({ line }) => line)).toEqual([2])
  expect(transcriptOf(all, 2)).toMatchObject({ exchanges: [], going: { line: 2 } })
})

test('a line whose beginning is no longer kept shows what came of it', () => {
  expect(transcriptOf(events(7, printed, over), 0).exchanges).toMatchObject([
    { line: 7, text: '', printed: [{ text: 'PONG\n' }], over: true },
  ])
})
