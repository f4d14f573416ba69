/** The check itself: what is lost, doubled or told of a flood's lines is seen. */
import { expect, test } from 'vitest'
import type { SessionEvent } from '../protocol/index.ts'
import { FloodLines } from './floodLines.ts'

const line = (number: number): string => `${`${number}`.padStart(7, '0')} ${'x'.repeat(52)}\n`
const output = (text: string): SessionEvent => ({
  type: 'output',
  run: 1,
  chunks: [{ at: 0, stream: 'out', text }],
})
const leftOut = (lines: number): SessionEvent => ({
  type: 'left-out',
  run: 1,
  bytes: lines * 61,
  lines,
})

function wrong(events: readonly SessionEvent[], gap = false): string[] {
  const lines = new FloodLines(4)
  for (const event of events) lines.hear(event)
  return lines.wrong(gap)
}

test('all lines, also in pieces that end within one, are right', () => {
  const whole = [0, 1, 2, 3].map(line).join('')
  expect(wrong([output(whole.slice(0, 90)), output(whole.slice(90))])).toEqual([])
})

test('a line that is missing is wrong, unless it was told', () => {
  const some = [output(line(0) + line(1)), output(line(3))]
  expect(wrong(some)).toEqual(['1 lines missing, 0 of them told'])
  expect(wrong([...some, leftOut(1)])).toEqual([])
  expect(wrong(some, true)).toEqual([])
})

test('a line that a cut went through counts as told', () => {
  const halves = [output(line(0) + line(1).slice(0, 20)), output(line(2).slice(30) + line(3))]
  expect(wrong([...halves, leftOut(1)])).toEqual([])
})

test('a line that comes twice, or late, is wrong', () => {
  const said = '1 lines twice, or out of order'
  expect(wrong([0, 1, 1, 2, 3].map((number) => output(line(number))))).toEqual([said])
  expect(wrong([0, 2, 1, 3].map((number) => output(line(number))))).toEqual([said])
})
