/** Messages that are only many signs are told from those that a page sends, at the price of looking once. */
import { expect, test } from 'vitest'
import { MAX_FRAME, ClientMessage } from '../protocol/index.ts'
import { isModest } from './modest.ts'

test('the largest message of each kind that a page may send is modest', () => {
  const entry = { key: 'k'.repeat(200), at: 1.7e12, value: '{"a":[1,2,{"b":"}]"}]}'.repeat(100) }
  const save = { type: 'save', id: 1, entries: Array.from({ length: 200 }, () => entry) }
  const files = Object.fromEntries(
    Array.from({ length: 101 }, (_, at) => [`f${at}`, '{'.repeat(9_000)]),
  )
  const run = { type: 'run', id: 1, lesson: 'a', step: 'b', files }
  const parts = Array.from({ length: 40 }, () => '"[,'.repeat(1_000))
  const answer = { type: 'answer', id: 1, lesson: 'a', question: 'b', parts }
  for (const message of [save, run, answer]) {
    expect(ClientMessage.safeParse(message).success).toBe(true)
    expect(isModest(JSON.stringify(message))).toBe(true)
  }
})

test('[BAD7] what is many signs, or many things within things, is not', () => {
  for (const text of ['0,'.repeat(4_000), '[{}]'.repeat(2_000), '['.repeat(9), '{"a":'.repeat(9)])
    expect(isModest(text)).toBe(false)
})

test('signs within strings count for nothing, however their quotes are escaped', () => {
  const inside = ',[{:'.repeat(2_000)
  for (const text of [`"${inside}"`, `"\\"${inside}"`, `"\\\\\\"${inside}"`, `"${inside}`])
    expect(isModest(text)).toBe(true)
  expect(isModest(`"\\\\"${inside}"`)).toBe(false)
})

test('looking at the largest frame takes a moment, whatever it is made of', () => {
  for (const unit of ['"', '\\"', '\\\\', ' ', 'x', '"\\', '"",', '9', '\u4e00']) {
    const text = unit.repeat(MAX_FRAME / unit.length)
    // Of the processor's time: others may want it, too.
    const began = process.cpuUsage()
    isModest(text)
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(200)
  }
})
