/** Who downloads and does not read holds little of the server's memory. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, expect, test } from 'vitest'
import type { Registry } from '../session/index.ts'
import { Downloads } from './downloads.ts'
import { createEdge } from './edge.ts'
import { AT_ONCE } from './limits.ts'
import { open, statuses, type Line } from '../test/edge/raw.ts'

const lab = { read: () => Promise.resolve(Buffer.alloc(16_000_000)) }
const registry = { find: () => ({ keeper: { lab } }) } as unknown as Registry
const downloads = new Downloads(registry, createEdge())
const app = express()
app.get('/files/:step/*path', (request, response) => void downloads.send(request, response))
const server = createServer(app).listen(0, '127.0.0.1')
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Asks for a file and reads no more than how the answer begins. */
async function begins(learner: string): Promise<{ line: Line; status: number | undefined }> {
  const { port } = server.address() as AddressInfo
  const line = open(port)
  line.socket.once('data', () => line.socket.pause())
  const cookie = `learner=${learner.padEnd(22, 'x')}`
  line.socket.write(`GET /files/a/big HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`)
  await expect.poll(() => line.said()).toContain('\r\n\r\n')
  return { line, status: statuses(line.said())[0] }
}

test('a learner has a few files on their way at once, and so has a network', async () => {
  const begun = []
  for (let at = 0; at < AT_ONCE.downloads; at++) begun.push(await begins('ada'))
  expect(begun.map(({ status }) => status)).toEqual(begun.map(() => 200))
  expect((await begins('ada')).status).toBe(429)
  begun[0]?.line.socket.destroy()
  await expect.poll(async () => (await begins('ada')).status).toBe(200)
  for (let at = AT_ONCE.downloads; at < AT_ONCE.downloadsOfPlace; at++)
    expect((await begins(`bea${at}`)).status).toBe(200)
  expect((await begins('eve')).status).toBe(429)
})
