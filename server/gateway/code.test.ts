/** The door's code against who guesses: so many tries, then a few a minute, whatever was right. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, expect, test } from 'vitest'
import { AccessCode, gate } from './code.ts'
import { Cookies } from './cookie.ts'
import { RATES } from './limits.ts'
import { Proxies } from './proxies.ts'
import { Rates } from './rates.ts'

const CODE = 'chalk and sponge'
const app = express()
const proxies = new Proxies(['loopback'])
const cookies = new Cookies(proxies, () => Promise.resolve())
app.use(gate({ code: new AccessCode(CODE, cookies), rates: new Rates(() => undefined), proxies }))
const server = createServer(app).listen(0, '127.0.0.1')
afterAll(() => void server.close())

async function typed(code: string, from: string): Promise<number> {
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: new URLSearchParams({ code }),
    headers: { 'x-forwarded-for': from },
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  return answer.status
}

test('the page that asks for it has all that a browser wants of it', async () => {
  const { port } = server.address() as AddressInfo
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text()
  const wanted = [...page.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => address)
  expect(page).toContain('<link rel="icon"')
  expect(wanted.filter((address) => !address?.startsWith('data:'))).toEqual([])
})

test('beyond the limit a few codes a minute are looked at, and of the others not even the right one', async () => {
  // Nothing typed is no guess.
  expect(await typed('', '6.6.6.6')).toBe(401)
  for (let at = 0; at < RATES.codes.points; at++) expect(await typed(`${at}`, '6.6.6.6')).toBe(401)
  expect(await typed('one more', '6.6.6.6')).toBe(429)
  // A class is not shut out by one who guesses.
  expect(await typed(CODE, '6.6.6.6')).toBe(303)
  for (let at = 2; at < RATES.lateCodes.points; at++) await typed(`${at}`, '6.6.6.6')
  expect(await typed(CODE, '6.6.6.6')).toBe(429)
  expect([await typed(CODE, '7.7.7.7'), await typed('wrong', '7.7.7.7')]).toEqual([303, 401])
})
