/** A lab that says much at once has its turns like all others. */
import { setImmediate } from 'node:timers/promises'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { Channel } from './channel.ts'
import { messageFrame } from './frames.ts'

/** What a lab says comes by `emit`; what it hears goes nowhere. */
class Line extends Socket {
  override write(): boolean {
    return true
  }
}

function heard(): { line: Line; channel: Channel; told: unknown[] } {
  const line = new Line()
  const told: unknown[] = []
  const channel = new Channel(line, {
    frame: (frame) => void told.push('json' in frame ? frame.json : frame.kind),
    end: (say) => void told.push(say ?? 'end'),
  })
  return { line, channel, told }
}

/** The numbers up to `count`, one a frame. */
function much(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, n) => messageFrame({ n })))
}

function numbers(count: number): { n: number }[] {
  return Array.from({ length: count }, (_, n) => ({ n }))
}

test('[TAP9] of much that one lab says at once a little is heard before others have their turn', async () => {
  const [loud, quiet] = [heard(), heard()]
  loud.line.emit('data', much(5_000))
  const first = loud.told.length
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(200)
  expect(loud.line.isPaused()).toBe(true)
  quiet.line.emit('data', much(1))
  expect(quiet.told).toEqual(numbers(1))
  await setImmediate()
  expect(loud.told.length).toBeLessThan(2 * first + 1)
  await expect.poll(() => loud.told.length).toBe(5_000)
  expect(loud.told).toEqual(numbers(5_000))
  expect(loud.line.isPaused()).toBe(false)
})

test('[TAP9] who is to wait is not heard, in the middle of what came, and then from there', async () => {
  const { line, channel, told } = heard()
  line.emit('data', much(1_000))
  channel.pause()
  const before = told.length
  for (let turn = 0; turn < 5; turn++) await setImmediate()
  expect(told.length).toBe(before)
  channel.resume()
  await expect.poll(() => told.length).toBe(1_000)
  expect(told).toEqual(numbers(1_000))
})

test('what a lab said before it went is heard before its end', () => {
  const { line, channel, told } = heard()
  line.emit('data', much(1_000))
  channel.pause()
  line.emit('close')
  expect(told).toEqual([...numbers(1_000), 'end'])
})

test('[TAP9] of a long piece of traffic a part is heard before others have their turn', async () => {
  const { line, told } = heard()
  const body = Buffer.concat([Buffer.from('P'), Buffer.alloc(12), Buffer.alloc(100_000, '*')])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  line.emit('data', Buffer.concat([length, body, much(1)]))
  expect(told).toEqual(['traffic'])
  await expect.poll(() => told).toEqual([...Array.from({ length: 13 }, () => 'traffic'), { n: 0 }])
})
