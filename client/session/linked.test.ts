/** Which lines a message was printed in. */
import { expect, test } from 'vitest'
import type { Line } from './scrollback.ts'
import { linesOf } from './linked.ts'

const lines = (...all: [number, string][]): Line[] =>
  all.map(([at, text], index) => ({ n: index + 1, at, stream: 'out', text }))
const printed = lines(
  [100, 'ready'],
  [1001, 'Sent: hello'],
  [1002, 'Received: hello'],
  [5000, 'bye'],
)

test('a line that names the message, soon after it', () => {
  expect([...linesOf(printed, [{ run: 1, at: 1000, text: 'hello' }])]).toEqual([2])
})

test('a line each, where one program sends and receives', () => {
  const said = [
    { run: 1, at: 1000, text: 'hello' },
    { run: 1, at: 1000.4, text: 'hello' },
  ]
  expect([...linesOf(printed, said)]).toEqual([2, 3])
})

test('else the first line after it, and none that came late', () => {
  expect([...linesOf(printed, [{ run: 1, at: 999, text: 'other' }])]).toEqual([2])
  expect([...linesOf(printed, [{ run: 1, at: 3000, text: 'bye' }])]).toEqual([])
})
