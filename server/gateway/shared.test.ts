import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryShelf } from '../test/memoryShelf.ts'
import { createEdge } from './edge.ts'
import { shared } from './shared.ts'

const shelf = memoryShelf()
const server = createServer(express().use('/shared', shared(shelf, createEdge())))
let origin = ''
let learners = 0

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** The cookie of another learner each time. */
function identity(): string {
  return `learner=${`${learners++}`.padStart(22, 'x')}`
}

/** Asks to keep shared code; the page's own origin and identity where `headers` do not say otherwise. */
function share(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'content-type': 'application/json', origin, cookie: identity() }
  return fetch(`${origin}/shared`, { method: 'POST', body, headers: { ...json, ...headers } })
}

test('[SH1] shared code is given, as it was, to whoever has its id', async () => {
  const kept = await share('{"code":"1.abc-_DEF"}')
  expect([kept.status, kept.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const { id } = (await kept.json()) as { id: string }
  const found = await fetch(`${origin}/shared/${id}`)
  expect([found.status, await found.json()]).toEqual([200, { code: '1.abc-_DEF' }])
  for (const other of ['0'.repeat(21), '1'.repeat(22), '..%2Fprogress', '%00'])
    expect((await fetch(`${origin}/shared/${other}`)).status).toBe(404)
})

test('[SH2] what is no packed code, too long, or of another page is not kept', async () => {
  const wrong = ['{', '{}', '[]', '""', '{"code":1}', '{"code":""}', '{"code":"1.<b>"}']
  for (const body of [...wrong, '{"code":"0.abc"}', '{"code":"1."}', '{"code":{"__proto__":1}}'])
    expect([body, (await share(body)).status]).toEqual([body, 400])
  const long = (chars: number): string => JSON.stringify({ code: `1.${'A'.repeat(chars - 2)}` })
  expect((await share(long(340_000))).status).toBe(201)
  expect((await share(long(340_001))).status).toBe(400)
  expect((await share(long(2_000_000))).status).toBe(413)
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { cookie: '' }])
    expect((await share('{"code":"1.abc"}', headers)).status).toBe(403)
  expect((await share('{"code":"1.abc"}', { 'content-type': 'text/plain' })).status).toBe(400)
})

test('[SH3] who shares too often is told so in a sentence', async () => {
  const cookie = identity()
  const statuses: number[] = []
  for (let at = 0; at < 3; at++) statuses.push((await share('{"code":"1.a"}', { cookie })).status)
  expect(statuses).toEqual([201, 201, 429])
  const said = (await (await share('{"code":"1.a"}', { cookie })).json()) as { say: string }
  expect(said.say).toMatch(/^That was much sharing/)
})

test('[SH3] where little room is left a network keeps one megabyte more, whoever asks from it', async () => {
  const body = JSON.stringify({ code: `1.${'A'.repeat(329_998)}` })
  shelf.scarce = true
  const statuses: number[] = []
  for (let at = 0; at < 4; at++) statuses.push((await share(body)).status)
  shelf.scarce = false
  statuses.push((await share(body)).status)
  expect(statuses).toEqual([201, 201, 201, 429, 201])
})
