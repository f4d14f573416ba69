/** A head start ends with the first output, or by itself, and cannot be had all the time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HeadStart } from './headStart.ts'

let weights: boolean[]
let start: HeadStart

beforeEach(() => {
  vi.useFakeTimers()
  weights = []
  start = new HeadStart({ precede: (before) => weights.push(before) })
})

afterEach(() => {
  vi.useRealTimers()
})

test('it lasts until the program prints', () => {
  start.begin(1)
  expect(weights).toEqual([true])
  start.shown(1)
  expect(weights).toEqual([true, false])
  start.shown(1)
  vi.advanceTimersByTime(500)
  expect(weights).toEqual([true, false])
})

test('what others print does not end it, and time does', () => {
  start.begin(2)
  start.shown(1)
  vi.advanceTimersByTime(249)
  expect(weights).toEqual([true])
  vi.advanceTimersByTime(1)
  expect(weights).toEqual([true, false])
})

test('of two that start together the later one ends it', () => {
  start.begin(1)
  start.begin(2)
  start.shown(1)
  expect(weights).toEqual([true])
  start.shown(2)
  expect(weights).toEqual([true, false])
})

test('who starts programs all the time has it a quarter of the time', () => {
  for (let run = 1; run <= 100; run += 1) {
    start.begin(run)
    vi.advanceTimersByTime(100)
  }
  expect(weights.filter((before) => before)).toHaveLength(10)
  expect(weights.filter((before) => !before)).toHaveLength(10)
})

test('a lab without a group has none', () => {
  const none = new HeadStart(undefined)
  none.begin(1)
  expect(vi.getTimerCount()).toBe(0)
  none.end()
})
