/** What the kernel did at a lab's bounds is told once: as a run's end, or so that a run is ended. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FenceWatch } from './fenceWatch.ts'
import type { LabGroup } from './fence/groups.ts'

const KILLED = { cause: 'exit', status: 9 } as const
/** What the kernel has counted. */
let kernel: { ended: number; refused: number }
let told: string[]
let watch: FenceWatch

beforeEach(() => {
  vi.useFakeTimers()
  kernel = { ended: 0, refused: 0 }
  told = []
  const group = { ended: () => kernel.ended, refused: () => kernel.refused }
  watch = new FenceWatch(group as LabGroup, {
    full: () => told.push('full'),
    refused: () => told.push('refused'),
  })
  watch.start()
})

afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

test('a program that the kernel ended for memory ended of it; one that was killed did not', () => {
  expect(watch.ended(KILLED)).toBe(false)
  kernel.ended = 1
  expect(watch.ended({ cause: 'exit', status: 0 })).toBe(false)
  expect(watch.ended(KILLED)).toBe(true)
  expect(watch.ended(KILLED)).toBe(false)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([])
})

test('a shell whose program the kernel ended says so by its status', () => {
  kernel.ended = 1
  expect(watch.ended({ cause: 'exit', status: 137 << 8 })).toBe(true)
})

test('a process that no run ends with has the lab end one, once', () => {
  kernel.ended = 3
  vi.advanceTimersByTime(250)
  expect(told).toEqual([])
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['full'])
})

test('what the lab’s own watch ended at the same time pays for it', () => {
  kernel.ended = 2
  expect(watch.ended({ cause: 'memory', status: 9 })).toBe(false)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([])
})

test('what was before the first run is not the next one’s fault', () => {
  watch.stop()
  kernel.ended = 1
  watch.start()
  expect(watch.ended(KILLED)).toBe(false)
})

test('a process that was refused is told once for a lab', () => {
  kernel.refused = 1
  vi.advanceTimersByTime(250)
  kernel.refused = 500
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['refused'])
})
