/** A server on the open net: public URL, TLS before it, an access code, and figures for the host alone. */
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closing } from './attacked.ts'
import { ask, type Asking } from './raw.ts'
import { servedAs } from './served.ts'

const CODE = 'chalk and sponge'
const TOKEN = 'a-token-for-the-host'
const served = servedAs({
  PUBLIC_URL: 'https://play.example',
  TRUST_PROXY: 'loopback',
  ACCESS_CODE: CODE,
  METRICS_TOKEN: TOKEN,
  EMBED_IN: 'https://school.example',
})

/** As a proxy with TLS passes it on, from a visitor at `address`. */
function outside(path: string, { headers = {}, ...rest }: Asking = {}, address = '9.9.9.9') {
  const said = { host: 'play.example', 'x-forwarded-for': address, 'x-forwarded-proto': 'https' }
  return ask(served.port, path, { ...rest, headers: { ...said, ...headers } })
}

function typed(code: string, path = '/', address?: string) {
  const body = `code=${encodeURIComponent(code)}`
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': `${body.length}`,
  }
  return outside(path, { method: 'POST', headers, body }, address)
}

/** The cookie of who has typed the code. */
async function pass(): Promise<string> {
  const body = new URLSearchParams({ code: CODE })
  const answer = await fetch(`${served.origin}/`, { method: 'POST', body, redirect: 'manual' })
  return `__Host-${answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''}`
}

test('without the code there is one plain page and nothing else', async () => {
  for (const path of ['/', '/lessons/01-stories', '/assets/x.js', '/embed/x']) {
    const { status, headers, body } = await outside(path)
    expect([path, status]).toEqual([path, 401])
    expect(body).toContain('<label for="code">Access code</label>')
    expect(headers).toMatch(/script-src 'self'.*form-action 'self'/)
    expect(headers).not.toContain('set-cookie')
  }
  const api = await outside('/api/lessons')
  expect([api.status, api.body]).toEqual([401, expect.stringContaining('access code')])
})

test('the right code brings in, for TLS alone, and to where one was going', async () => {
  const { status, headers } = await typed(CODE, '/lessons/01-stories?a=b')
  expect(status).toBe(303)
  expect(headers).toContain('location: /lessons/01-stories?a=b')
  expect(headers).toMatch(
    /set-cookie: __host-pass=[\w-]{43}; path=\/; max-age=\d+; httponly; samesite=lax; secure/,
  )
  const page = await outside('/api/lessons', { headers: { cookie: await pass() } })
  expect(page.status).toBe(200)
  expect(page.headers).toContain('; secure')
})

test('the code leads nowhere else', async () => {
  for (const path of ['//evil.example/', '/\\evil.example', '///evil.example']) {
    const { headers } = await typed(CODE, path)
    expect(headers).not.toMatch(/location: (\/[/\\]|https?:)/)
  }
})

test('a socket needs the code and the public origin', async () => {
  const [learner, shown] = [`__Host-learner=${'A'.repeat(22)}`, await pass()]
  const dial = (cookie: string, origin: string) =>
    closing(
      new WebSocket(`ws://127.0.0.1:${served.port}/ws`, {
        headers: { host: 'play.example', origin, cookie },
      })
        .on('error', () => undefined)
        .on('open', function (this: WebSocket) {
          this.send('not hello')
        }),
    )
  expect(await dial(learner, 'https://play.example')).toBe(4401)
  expect(await dial(`${learner}; __Host-pass=${'A'.repeat(43)}`, 'https://play.example')).toBe(4401)
  expect(await dial(`${learner}; ${shown}`, 'http://play.example')).toBe(403)
  expect(await dial(`${learner}; ${shown}`, 'https://play.example')).toBe(4400)
})

test('who guesses is stopped, who knows it comes in, and so does everybody elsewhere', async () => {
  let last = 0
  for (let tries = 0; tries <= 120; tries += 1)
    last = (await typed(`guess ${tries}`, '/', '6.6.6.6')).status
  expect(last).toBe(429)
  const told = await typed('guess', '/', '6.6.6.6')
  expect(told.body).toMatch(/Too many wrong codes. Try again in 1?\d min/)
  expect((await typed(CODE, '/', '6.6.6.6')).status).toBe(303)
  expect((await typed('wrong', '/', '7.7.7.7')).body).toContain('That is not the code.')
})

test('in a frame of the school’s the page may stand, with cookies of that place alone', async () => {
  const framed = {
    cookie: await pass(),
    'sec-fetch-dest': 'iframe',
    'sec-fetch-site': 'cross-site',
  }
  const embedded = await outside('/embed/x', { headers: framed })
  expect(embedded.headers).toContain("frame-ancestors 'self' https://school.example")
  expect(embedded.headers).toMatch(
    /set-cookie: __host-framed=[\w-]{22};.*samesite=none; secure; partitioned/,
  )
  const other = await outside('/lessons/x', { headers: framed })
  expect(other.headers).toMatch(/frame-ancestors 'self'[^ ]*\r\n/)
  expect(other.headers).not.toContain('set-cookie')
})

test('other names are refused, and told the right one', async () => {
  const { status, body } = await outside('/', { headers: { host: 'rebound.example' } })
  expect([status, body]).toEqual([403, 'This server is at https://play.example.\n'])
})

test('figures are for the host, health for everybody', async () => {
  expect((await outside('/healthz')).status).toBe(200)
  expect((await outside('/metrics')).status).toBe(403)
  expect(JSON.parse((await outside('/readyz')).body)).toEqual({ ok: true })
  const authorization = `Bearer ${TOKEN}`
  const { status, body } = await outside('/metrics', { headers: { authorization } })
  expect(status).toBe(200)
  expect(body).toMatch(/^backchannel_labs\{state="warm"\} \d+$/m)
  expect(body).toMatch(/^backchannel_limit_hits_total\{limit="codes"\} \d+$/m)
  const near = await ask(served.port, '/metrics', { from: '127.0.0.1' })
  expect(near.status).toBe(200)
})

test('the log tells what the host needs, and nothing a learner wrote', async () => {
  const lines = served.said
    .split('\n')
    .flatMap((line): Record<string, unknown>[] =>
      line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [],
    )
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'serving', level: 'info' }))
  expect(lines).toContainEqual(
    expect.objectContaining({ audit: true, limit: 'codes', msg: 'a limit at the door was met' }),
  )
  expect(served.said).not.toContain('guess')
  expect(served.said).not.toContain(CODE)
})
