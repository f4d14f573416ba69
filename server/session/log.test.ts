import { expect, test } from 'vitest'
import type { Numbered, SessionEvent } from '../protocol/index.ts'
import { EventLog } from './log.ts'
import { Room } from './room.ts'

const output = (run: number, text: string): SessionEvent => ({
  type: 'output',
  run,
  chunks: [{ at: 0, stream: 'out', text }],
})
const OF = { lesson: 'l', step: 's', program: 'p' }

function seqs(log: EventLog, after = 0): number[] {
  return log.after(after, Infinity).json.map((text) => (JSON.parse(text) as Numbered).seq)
}

test('[EV1] events are numbered from 1 without gaps', () => {
  const log = new EventLog()
  expect([1, 2, 3].map((n) => log.append(output(1, `${n}`), n))).toEqual([1, 2, 3])
  expect(log.last).toBe(3)
})

test('a part of the log is handed out up to a size, but at least one event', () => {
  const log = new EventLog()
  for (let i = 0; i < 5; i++) log.append(output(1, 'x'.repeat(100)), i)
  expect(log.after(0, 1).json).toHaveLength(1)
  const { json, last } = log.after(1, 400)
  expect([json.length, last]).toEqual([2, 3])
})

test('[RS3] beyond its bound the log drops the oldest events and counts them as missing', () => {
  const log = new EventLog(10_000)
  for (let i = 0; i < 100; i++) log.append(output(1, 'x'.repeat(200)), i)
  expect(log.size).toBeLessThanOrEqual(10_000)
  const kept = seqs(log)
  expect(kept.at(-1)).toBe(100)
  expect(log.missing(0)).toBe(100 - kept.length)
  expect(log.missing(kept[0] ?? 0)).toBe(0)
})

test('[OUT1] nor does it when the log has left that place behind', () => {
  const log = new EventLog(1_000)
  for (let i = 0; i < 5; i++) log.append(output(1, 'x'), i)
  log.remove(new Set([4, 2]))
  for (let i = 0; i < 20; i++) log.append(output(1, 'x'.repeat(100)), i)
  const [oldest = 0] = seqs(log)
  expect(oldest).toBeGreaterThan(5)
  expect(log.missing(0)).toBe(oldest - 1 - 2)
  expect(log.missing(3)).toBe(oldest - 1 - 3 - 1)
})

test('[TAP8] of a full log commands and messages leave before anything else', () => {
  const log = new EventLog(20_000)
  const lost = { type: 'lost', at: 0, program: 'p', connection: 1, id: 1, channel: 'c' } as const
  log.append(output(1, 'first'), 0)
  for (let i = 0; i < 200; i++) log.append({ ...lost, message: 'x'.repeat(100), size: 100 }, i)
  expect(log.size).toBeLessThanOrEqual(20_000)
  expect(seqs(log).slice(0, 2)).toEqual([1, log.last - seqs(log).length + 2])
  expect(log.missing(0)).toBe(log.last - seqs(log).length)
})

test('[RS3] the lab and the live runs never leave the log, ended runs do', () => {
  const log = new EventLog(10_000)
  log.append({ type: 'lab', lab: { type: 'none' } }, 0)
  log.append({ type: 'lab', lab: { type: 'opening' } }, 0)
  log.append({ type: 'run', run: 1, of: OF, number: 1 }, 0)
  log.append({ type: 'state', run: 1, state: { type: 'running', since: 0 } }, 0)
  log.append({ type: 'run', run: 2, of: OF, number: 2 }, 0)
  const reason = { type: 'stopped' } as const
  log.append({ type: 'state', run: 2, state: { type: 'ended', since: 0, reason, took: 0 } }, 0)
  for (let i = 0; i < 100; i++) log.append(output(1, 'x'.repeat(200)), i)
  expect(seqs(log).slice(0, 3)).toEqual([2, 3, 4])
  expect(log.missing(1)).toBe(log.last - 1 - seqs(log, 1).length)
})

test('[OUT1] what is taken out of the middle does not count as missing', () => {
  const log = new EventLog()
  for (let i = 0; i < 10; i++) log.append(output(1, 'x'), i)
  const before = log.size
  log.remove(new Set([4, 5, 10]))
  expect(seqs(log)).toEqual([1, 2, 3, 6, 7, 8, 9])
  expect(log.missing(0)).toBe(0)
  expect(log.size).toBeLessThan(before)
  expect(log.after(9, Infinity)).toEqual({ json: [], last: 10 })
})

test('[RS3] logs that hold too much together lose their oldest events, the longest first', () => {
  const room = new Room(30_000)
  const [short, long, other] = Array.from({ length: 3 }, () => new EventLog(20_000, room))
  for (let i = 0; i < 10; i++) short?.append(output(1, 'x'.repeat(100)), i)
  for (let i = 0; i < 60; i++) long?.append(output(1, 'x'.repeat(200)), i)
  for (let i = 0; i < 60; i++) other?.append(output(1, 'x'.repeat(200)), i)
  const sizes = [short, long, other].map((log) => log?.size ?? 0)
  expect(room.held).toBe(sizes.reduce((sum, one) => sum + one, 0))
  expect(room.held).toBeLessThanOrEqual(30_000)
  expect([short?.missing(0), short && seqs(short).length]).toEqual([0, 10])
  expect(long?.missing(0)).toBeGreaterThan(0)
  long?.dispose()
  expect(room.held).toBe((sizes[0] ?? 0) + (sizes[2] ?? 0))
})

test('what is taken out of a log makes room for others', () => {
  const room = new Room(10_000)
  const log = new EventLog(20_000, room)
  for (let i = 0; i < 10; i++) log.append(output(1, 'x'.repeat(300)), i)
  log.remove(new Set([1, 2, 3]))
  expect(room.held).toBe(log.size)
})
