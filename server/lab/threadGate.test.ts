/** What a lab may say of threads, and how often. */
import { expect, it } from 'vitest'
import { MOST_THREADS, ThreadGate } from './threadGate.ts'

it('takes 64 threads at a time, and another when one has ended', () => {
  const gate = new ThreadGate()
  const met = Array.from({ length: 100 }, (_, id) => gate.passes({ id, state: 'running' }, 0))
  expect(met.filter(Boolean)).toHaveLength(MOST_THREADS)
  expect(gate.passes({ id: 99, state: 'running' }, 0)).toBe(false)
  expect(gate.passes({ id: 0, state: 'ended' }, 0)).toBe(true)
  expect(gate.passes({ id: 99, state: 'running' }, 0)).toBe(true)
})

it('[THR4] lets a flood through by 100 a second, and an end always, once', () => {
  const gate = new ThreadGate()
  const flood = (now: number) =>
    Array.from({ length: 1_000 }, () => gate.passes({ id: 1, state: 'running' }, now)).filter(
      Boolean,
    ).length
  flood(0)
  expect(flood(0)).toBe(0)
  expect(flood(1_000)).toBe(100)
  expect(gate.passes({ id: 1, state: 'ended' }, 1_000)).toBe(true)
  expect(gate.passes({ id: 1, state: 'ended' }, 1_000)).toBe(false)
})
