import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync, brotliCompressSync, gzipSync } from 'node:zlib'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import { openApp, type App } from '../app.ts'
import { createJudge } from '../lessons/index.ts'
import { MAX_FRAME, PROTOCOL_VERSION } from '../protocol/index.ts'
import { realTime } from '../session/index.ts'
import { quietProgress } from '../test/quietProgress.ts'
import { ScriptedPool } from '../test/scriptedLab.ts'
import { LESSON, smallCourse } from '../test/smallCourse.ts'

const SCRIPT = `console.log(1)\n${'// padding\n'.repeat(100)}`
const pool = new ScriptedPool(realTime)
const logged: string[] = []
let app: App
let folder = ''
let origin = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backchannel-page-'))
  await mkdir(join(folder, 'assets'))
  const script = join(folder, 'assets/main-abc123.js')
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Page</title>')
  await writeFile(script, SCRIPT)
  await writeFile(`${script}.br`, brotliCompressSync(SCRIPT))
  await writeFile(`${script}.gz`, gzipSync(SCRIPT))
  await writeFile(join(folder, 'picture.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const progress = quietProgress(true)
  const picture = join(folder, 'picture.svg')
  const course = {
    ...smallCourse(),
    asset: (_: string, path: string) => (path === 's/p.svg' ? picture : undefined),
  }
  app = await openApp(
    { course, pool, progress, judge: createJudge, page: folder, log: (line) => logged.push(line) },
    { host: '127.0.0.1', port: 0 },
  )
  origin = `http://127.0.0.1:${app.port}`
})
afterAll(async () => {
  await app.dispose()
  await rm(folder, { recursive: true, force: true })
})

interface Raw {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** A request without a browser's manners: nothing is decoded or normalised. */
function get(path: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: app.port, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function identity(): Promise<string> {
  const page = await get('/')
  return [page.headers['set-cookie']].flat()[0]?.split(';')[0] ?? ''
}

interface Ended {
  readonly code: number
  readonly messages: string[]
}

/** Connects, lets `act` do, and resolves when the socket is closed. */
function talk(
  headers: Record<string, string>,
  act: (socket: WebSocket) => void,
  until: (message: string, socket: WebSocket) => boolean = () => false,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const messages: string[] = []
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers })
    socket.on('open', () => act(socket))
    socket.on('message', (data: Buffer) => {
      messages.push(data.toString())
      if (until(data.toString(), socket)) socket.close()
    })
    socket.on('error', reject)
    socket.on('close', (code) => resolve({ code, messages }))
  })
}

const hello = (to: WebSocket): void => to.send(`{"type":"hello","version":${PROTOCOL_VERSION}}`)

test('the page’s own addresses get the document, fresh, with an identity', async () => {
  for (const path of ['/', '/lessons/l/s', '/lessons', '/index.html']) {
    const { status, headers, body } = await get(path)
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache'])
    expect(body.toString()).toContain('<title>Page</title>')
    expect(String(headers['set-cookie'])).toMatch(
      /^learner=[\w-]{22}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    )
  }
})

test('an identity stays, and one that is not ours is replaced', async () => {
  const cookie = await identity()
  expect(String((await get('/', { cookie: `a=b; ${cookie}` })).headers['set-cookie'])).toContain(
    cookie,
  )
  expect(String((await get('/', { cookie: 'learner=x' })).headers['set-cookie'])).not.toContain(
    '=x;',
  )
})

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/api/lessons', '/nothing', '/assets/main-abc123.js']) {
    const { headers } = await get(path)
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self';.*frame-ancestors 'self'$/,
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})

test('hashed files are cached for ever and sent as they were compressed', async () => {
  const forms: [string, (body: Buffer) => Buffer][] = [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ]
  for (const [encoding, decode] of forms) {
    const { headers, body } = await get('/assets/main-abc123.js', { 'accept-encoding': encoding })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['cache-control']).toContain('immutable')
    expect(decode(body).toString()).toBe(SCRIPT)
  }
  const plain = await get('/assets/main-abc123.js', { 'accept-encoding': 'br;q=0' })
  expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, SCRIPT])
})

test('a document that did not change is not sent again', async () => {
  const { headers } = await get('/')
  const again = await get('/', { 'if-none-match': String(headers['etag']) })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test.each([
  '/nothing',
  '/assets/nothing.js',
  '/../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/lessonsx',
  '/api/nothing',
  '/api/lessons/nothing',
  '/api/assets/l/../../package.json',
  '/api/files/l/s/x',
])('%s is not found', async (path) => {
  expect((await get(path)).status).toBe(404)
})

test('a broken address is the visitor’s fault, not ours', async () => {
  expect((await get('/api/lessons/%E0%A4%A')).status).toBe(400)
  expect(logged).toEqual([])
})

test('health and readiness tell how it is', async () => {
  expect(JSON.parse((await get('/healthz')).body.toString())).toEqual({ ok: true })
  const ready = await get('/readyz')
  expect(ready.status).toBe(200)
  expect(JSON.parse(ready.body.toString())).toMatchObject({ ok: true, progress: 'up' })
})

test('lessons are listed and read', async () => {
  expect(JSON.parse((await get('/api/lessons')).body.toString()).lessons[0].id).toBe(LESSON)
  expect(JSON.parse((await get(`/api/lessons/${LESSON}`)).body.toString()).card.id).toBe(LESSON)
})

test('a picture of a lesson is an image without rights', async () => {
  const { status, headers } = await get(`/api/assets/${LESSON}/s/p.svg`)
  expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
  expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'")
})

test('a file from the lab is a download, never a page', async () => {
  const cookie = await identity()
  const downloads: Raw[] = []
  await talk({ origin, cookie }, hello, (message) => {
    if (!message.includes('"ready"')) return false
    void get('/api/files/l/01-step/out/r.html', { cookie }).then((raw) => downloads.push(raw))
    return true
  })
  await expect.poll(() => downloads.length).toBe(1)
  const [raw] = downloads
  expect(raw?.body.toString()).toBe('01-step/out/r.html')
  expect(raw?.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename=r.html',
    'x-content-type-options': 'nosniff',
  })
  const odd = await get('/api/files/l/01-step/..%2f..%2fetc', { cookie })
  expect(odd.status).toBe(404)
})

test('[HS1] hello over a real socket is answered by welcome', async () => {
  const { messages } = await talk({ origin, cookie: await identity() }, hello, (m) =>
    m.includes('"welcome"'),
  )
  expect(messages[0]).toContain('"welcome"')
})

test('[HS7] without an identity the socket is closed with 4401', async () => {
  expect((await talk({ origin }, hello)).code).toBe(4401)
  expect((await talk({ origin, cookie: 'learner=short' }, hello)).code).toBe(4401)
})

test('[HS7] a page of another origin gets no socket', async () => {
  const cookie = await identity()
  for (const from of ['http://evil.example', `http://127.0.0.1:1`, 'null', '']) {
    const headers = from === '' ? { cookie } : { cookie, origin: from }
    await expect(talk(headers, hello)).rejects.toThrow('403')
  }
})

test('[BAD4] a frame above the limit closes with 1009', async () => {
  const cookie = await identity()
  const { code } = await talk({ origin, cookie }, (socket) => {
    hello(socket)
    socket.send('x'.repeat(MAX_FRAME + 1))
  })
  expect(code).toBe(1009)
})

test('[BAD1] binary frames, rubbish and broken UTF-8 do not end the server', async () => {
  const cookie = await identity()
  const { messages } = await talk(
    { origin, cookie },
    (socket) => {
      hello(socket)
      socket.send(Buffer.from([1, 2, 3]))
      socket.send('{')
      socket.send('{"type":"freshLab","id":1}')
    },
    (message) => message === '{"type":"ok","id":1}',
  )
  expect(messages.filter((message) => message.includes('"malformed"'))).toHaveLength(2)
  const broken = await talk({ origin, cookie }, (socket) => {
    socket.send(Buffer.from([0xff]), { binary: false })
  })
  expect(broken.code).toBe(1007)
  expect((await get('/healthz')).status).toBe(200)
})

test('raw rubbish on the port does not end the server', async () => {
  for (const bytes of [
    '\0\0\0\n\n',
    'GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n',
    'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(app.port, '127.0.0.1', () => socket.end(bytes))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
      socket.resume()
    })
  }
  expect((await get('/healthz')).status).toBe(200)
})

/** Another server, on the same page. */
function another(more: { pingMs?: number }): Promise<App> {
  const progress = quietProgress(false)
  const parts = { course: smallCourse(), pool: new ScriptedPool(realTime), progress, page: folder }
  const log = (): void => undefined
  return openApp({ ...parts, ...more, judge: createJudge, log }, { host: '127.0.0.1', port: 0 })
}

test('[END1] a server that stops closes its sockets with 1001', async () => {
  const [cookie, other] = [await identity(), await another({})]
  const at = `http://127.0.0.1:${other.port}`
  const code = await new Promise<number>((resolve) => {
    const socket = new WebSocket(`${at.replace('http', 'ws')}/ws`, {
      headers: { origin: at, cookie },
    })
    socket.on('open', () => hello(socket))
    socket.once('message', () => void other.dispose())
    socket.on('close', resolve)
  })
  expect(code).toBe(1001)
})

test('a connection that answers no ping is dropped, one that does stays', async () => {
  const cookie = await identity()
  // The test beats time itself: a busy machine may be late with any answer.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const other = await another({ pingMs: 40 })
  const at = `http://127.0.0.1:${other.port}`
  const options = { headers: { origin: at, cookie } }
  const dead = new WebSocket(`${at.replace('http', 'ws')}/ws`, { ...options, autoPong: false })
  const live = new WebSocket(`${at.replace('http', 'ws')}/ws`, options)
  await Promise.all([dead, live].map((socket) => once(socket, 'open')))
  for (const socket of [dead, live]) hello(socket)
  const gone = once(dead, 'close')
  for (let beats = 1; beats <= 6; beats += 1) {
    const pinged = once(live, 'ping')
    vi.advanceTimersByTime(40)
    await pinged
    // What is asked after the pong is answered after it was read.
    const answered = new Promise<void>((resolve) => {
      live.on('message', (data: Buffer) => {
        if (data.toString().includes(`"id":${beats},`)) resolve()
      })
    })
    live.send(`{"type":"stop","id":${beats},"run":9}`)
    await answered
  }
  expect(await gone).toMatchObject([1006, expect.anything()])
  expect(live.readyState).toBe(WebSocket.OPEN)
  await other.dispose()
})

/** Runs the small course's app as this learner, visits it, and lets it answer `body`. */
async function visited(cookie: string, body: string): Promise<void> {
  const of = { lesson: LESSON, step: '01-step', program: 'app' }
  const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message))
  await talk(
    { cookie, origin },
    (socket) => {
      hello(socket)
      say(socket, { type: 'run', id: 1, ...of, files: {} })
    },
    (message, socket) => {
      if (message.includes('"starting"')) say(socket, { type: 'visit', id: 2, of, path: '/' })
      // Others may stand before us in the queue.
      while (message.includes('"run"') && pool.status().queued > 0) pool.give()
      if (message.includes('"asked"')) {
        const found = pool.labs.at(-1)?.visits.at(-1)
        const page = { body: Buffer.from(body), contentType: 'text/html', cut: false }
        found?.end({ type: 'answered', at: realTime.now(), ms: 1, status: 200, ...page })
      }
      return message.includes('"answered"')
    },
  )
}

test('[APP6] a page is data, and its learner’s alone', async () => {
  const cookie = await identity()
  await visited(cookie, '<script>alert(1)</script>')
  const { headers, body } = await get('/api/visits/1', { cookie })
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' })
  expect(JSON.parse(body.toString())).toMatchObject({ text: '<script>alert(1)</script>' })
  expect((await get('/api/visits/1', { cookie: await identity() })).status).toBe(404)
})

test('[APP7] a link needs the key and no cookie, and answers nothing', async () => {
  const cookie = await identity()
  await visited(cookie, '<a href="/next">Next</a>')
  const page = JSON.parse((await get('/api/visits/1', { cookie })).body.toString())
  const { visits = [] } = pool.labs.at(-1) ?? {}
  const follow = (url: string, dest = 'iframe') => get(url, { 'sec-fetch-dest': dest })
  await follow('/api/follow/x/1?to=/next')
  await follow(`${page.follow}/next`, 'image')
  expect(visits).toHaveLength(1)
  const { status, headers, body } = await follow(`${page.follow}%2Fnext`)
  expect([status, headers['set-cookie'], body.length]).toEqual([204, undefined, 0])
  expect(visits.at(-1)?.spec).toEqual({ port: 8000, path: '/next' })
})
