/** WebSockets that break the protocol, say too much, say nothing, or read nothing. */
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { MAX_FRAME, PROTOCOL_VERSION } from '../../protocol/index.ts'
import { LESSON, STEP } from '../storyCourse.ts'
import { closing, opened, underAttack } from './attacked.ts'
import { open, statuses } from './raw.ts'

const attacked = underAttack()
const HELLO = JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION })

/** A socket of a fresh learner that has been greeted, or only opened. */
async function greeted(greeting: string | undefined = HELLO): Promise<WebSocket> {
  const { it } = attacked
  const socket = it.dial({ cookie: await it.learner() })
  await opened(socket)
  socket.send(greeting)
  return socket
}

/** Sends raw bytes after a handshake; resolves when the server has ended the connection. */
async function afterHandshake(bytes: Buffer): Promise<string> {
  const { it } = attacked
  const line = open(it.port)
  const cookie = await it.learner()
  line.socket.write(
    `GET /ws HTTP/1.1\r\nHost: localhost:${it.port}\r\nOrigin: http://localhost:${it.port}\r\n` +
      `Cookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  line.socket.write(bytes)
  return line.over
}

test('[BAD4] a frame too large, in one piece or in many, is not taken in', async () => {
  const whole = await greeted()
  const ended = closing(whole)
  whole.send('x'.repeat(MAX_FRAME + 1))
  expect(await ended).toBe(1009)
  const parts = await greeted()
  const over = closing(parts)
  for (let part = 0; part < 20; part += 1) parts.send('x'.repeat(MAX_FRAME / 10), { fin: false })
  expect(await over).toBe(1009)
})

test('a message in a million pieces is not put together', async () => {
  const socket = await greeted()
  const over = closing(socket)
  for (let part = 0; part < 20_000; part += 1) socket.send('x', { fin: false })
  expect([1008, 1009]).toContain(await over)
})

test.each([
  ['not masked', Buffer.from([0x81, 0x01, 0x78])],
  ['of an unknown kind', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
  ['with reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
  ['a ping in pieces', Buffer.from([0x09, 0x80, 0, 0, 0, 0])],
  ['a ping too long', Buffer.from([0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0])],
  [
    'longer than any number',
    Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  ],
  ['a piece without a beginning', Buffer.from([0x80, 0x80, 0, 0, 0, 0])],
])('a frame %s ends its connection', async (_, bytes) => {
  expect(statuses(await afterHandshake(bytes))).toEqual([101])
})

test('[BAD2] [BAD3] a flood of messages is refused, then the connection is closed', async () => {
  const socket = await greeted()
  const over = closing(socket)
  for (let id = 1; id < 2_000; id += 1) socket.send(`{"type":"leaveQueue","id":${id}}`)
  expect(await over).toBe(4429)
})

test('a flood of pings is not answered for ever', async () => {
  const socket = await greeted()
  const over = closing(socket)
  for (let ping = 0; ping < 500; ping += 1) socket.ping()
  expect(await over).toBe(1006)
})

test('[HS3] sockets that never say hello are closed, however many', async () => {
  const { it } = attacked
  const cookie = await it.learner()
  const silent = Array.from({ length: 15 }, () => closing(it.dial({ cookie })))
  expect(new Set(await Promise.all(silent))).toEqual(new Set([4400]))
})

test('more tabs of one learner than anybody opens are closed', async () => {
  const { it } = attacked
  const cookie = await it.learner()
  const codes: number[] = []
  const sockets = Array.from({ length: 25 }, () => {
    const socket = it.dial({ cookie })
    socket.on('close', (code) => codes.push(code))
    return socket
  })
  await expect.poll(() => codes.length).toBe(5)
  expect(new Set(codes)).toEqual(new Set([4429]))
  for (const socket of sockets) socket.terminate()
})

test('a reader that stopped reading in the midst of a flood costs the server next to nothing', async () => {
  const { it } = attacked
  const socket = await greeted()
  const floods = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.includes('"output"')) resolve()
    })
  })
  const run = { type: 'run', lesson: LESSON, step: STEP, program: 'flood', files: {} }
  socket.send(JSON.stringify({ ...run, id: 1 }))
  await floods
  socket.pause()
  const before = await it.memory()
  // The neighbour works on meanwhile; each of its runs is a moment in which the flood goes on.
  for (let round = 0; round < 10; round += 1)
    expect(await it.neighbour.ended(await it.neighbour.run('writer'))).toEqual({
      type: 'exit',
      code: 0,
    })
  // A busy machine comes to its garbage later; what was kept would stay, and grow.
  await expect.poll(async () => (await it.memory()) - before).toBeLessThan(80e6)
  socket.terminate()
})
