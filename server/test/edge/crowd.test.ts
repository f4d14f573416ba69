/** Thousands of connections from one address: it gets its share, and everybody else theirs. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { underAttack } from './attacked.ts'
import { ask, open } from './raw.ts'

const attacked = underAttack()

test('of three thousand connections from one address a thousand are held, and others come in', async () => {
  const { it } = attacked
  const before = await it.memory()
  let ended = 0
  const lines = Array.from({ length: 3_000 }, () => {
    const line = open(it.port)
    void line.over.then(() => (ended += 1))
    return line
  })
  await expect.poll(() => ended).toBeGreaterThanOrEqual(2_000)
  expect((await ask(it.port, '/api/lessons', { from: '127.0.0.1' })).status).toBe(200)
  expect((await ask(it.port, '/api/lessons', { from: '127.0.0.3' })).status).toBe(200)
  await expect.poll(async () => (await it.memory()) - before).toBeLessThan(150e6)
  for (const { socket } of lines) socket.destroy()
  await expect.poll(async () => (await ask(it.port, '/healthz')).status).toBe(200)
})

test('[HS8] of a thousand WebSockets from one address 250 stay; others still get theirs', async () => {
  const { it } = attacked
  const closed: number[] = []
  let refused = 0
  let opened = 0
  const sockets: WebSocket[] = Array.from({ length: 1_000 }, () => {
    const cookie = `learner=${randomBytes(16).toString('base64url')}`
    const socket = it.dial({ cookie, from: '127.0.0.5' })
    socket.on('open', () => (opened += 1))
    socket.on('error', () => (refused += 1))
    socket.on('close', (code) => closed.push(code))
    return socket
  })
  // Three hundred a minute may knock; of those that stay each page has one or a few.
  await expect.poll(() => [opened, refused]).toEqual([300, 700])
  await expect.poll(() => closed.filter((code) => code === 4430).length).toBe(50)
  const other = it.dial({ cookie: await it.learner(), from: '127.0.0.3' })
  await new Promise((resolve, reject) => other.on('open', resolve).on('error', reject))
  for (const socket of [...sockets, other]) socket.terminate()
})
