/** Who answers no ping is dropped, unless it was this process that could not hear. */
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Beat, PING_MS } from './beat.ts'
import { SOCKET } from './limits.ts'

/** As much of a WebSocket as is needed to be pinged. */
class Line extends EventEmitter {
  bufferedAmount = 0
  dropped = false
  /** Pings of its own that were answered. */
  pongs = 0
  pong(): void {
    this.pongs += 1
  }
  ping(): void {}
  terminate(): void {
    this.dropped = true
  }
}

let now: number
let beat: Beat
let line: Line

/** The next beat comes so long after the one before. */
function passes(ms: number): void {
  now += ms
  vi.advanceTimersByTime(PING_MS)
}

beforeEach(() => {
  now = 5_000
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  line = new Line()
  const socket = line as EventEmitter as Parameters<Beat['follow']>[0]
  beat = new Beat({ clients: new Set([socket]) }, PING_MS, () => undefined)
  beat.follow(socket)
})

afterEach(() => {
  beat.dispose()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('who answers stays, and who does not is dropped at the next beat', () => {
  for (let beats = 0; beats < 3; beats += 1) {
    passes(PING_MS + 20)
    line.emit('pong')
  }
  passes(PING_MS)
  expect(line.dropped).toBe(false)
  passes(PING_MS)
  expect(line.dropped).toBe(true)
})

test('a beat that was held up judges nobody: what was answered meanwhile is not read yet', () => {
  passes(PING_MS)
  passes(3 * PING_MS)
  expect(line.dropped).toBe(false)
  line.emit('pong')
  passes(PING_MS)
  expect(line.dropped).toBe(false)
})

test('who is dead all the same is dropped by the next beat in time', () => {
  passes(PING_MS)
  passes(3 * PING_MS)
  passes(PING_MS)
  expect(line.dropped).toBe(true)
})

test('who reads slowly gets four beats', () => {
  line.bufferedAmount = 1
  for (let beats = 0; beats < 4; beats += 1) passes(PING_MS)
  expect(line.dropped).toBe(false)
  passes(PING_MS)
  expect(line.dropped).toBe(true)
})

test('a ping is answered to who reads, and to nobody more often than browsers ask', () => {
  line.emit('ping')
  line.bufferedAmount = 1
  line.emit('ping')
  expect(line.pongs).toBe(1)
  line.bufferedAmount = 0
  passes(PING_MS)
  line.emit('pong')
  for (let pings = 1; pings < SOCKET.controls; pings += 1) line.emit('ping')
  expect(line.dropped).toBe(false)
  line.emit('ping')
  expect([line.dropped, line.pongs]).toEqual([true, SOCKET.controls])
})
