/** Requests of any bytes to the real HTTP server: each connection gets answers and an end, and nothing is a defect. */
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { memoryShelf } from '../test/memoryShelf.ts'
import { LESSON, STEP, smallCourse } from '../test/smallCourse.ts'
import { Visit } from '../test/visit.ts'
import type { BuiltFile } from './built.ts'
import { createEdge } from './edge.ts'
import { httpApp } from './http.ts'
import { createListener } from './listener.ts'
import { socketServer } from './ws.ts'

const visit = new Visit()
const page: BuiltFile = {
  type: 'text/html',
  etag: '"1"',
  immutable: false,
  plain: Buffer.from('<p>'),
}
const logged: string[] = []
// Each case is another visitor, or the rates would answer for the rest.
const edge = createEdge({
  trustProxy: ['loopback'],
  metricsToken: 'token',
  embedIn: ['https://school.example'],
})
const app = httpApp({
  course: smallCourse(),
  registry: visit.registry,
  shelf: memoryShelf(),
  built: new Map([
    ['/index.html', page],
    ['/a.js', { ...page, br: page.plain, gzip: page.plain, immutable: true }],
  ]),
  zip: (lesson) =>
    Promise.resolve(lesson === LESSON ? { bytes: page.plain, etag: '"z"' } : undefined),
  ready: () => ({ ok: true }),
  metrics: { contentType: 'text/plain', text: () => Promise.resolve('figures') },
  log: (line) => logged.push(line),
  edge,
})
const server = createListener(app, edge)
const sockets = socketServer(server, visit.registry, { edge })
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  await sockets.dispose()
  server.closeAllConnections()
  server.close()
})

const part = fc.constantFrom(
  ...[
    '/',
    '/',
    '/api',
    '/lessons',
    '/shared',
    '/home',
    '/files',
    '/visits',
    '/follow',
    '/assets',
    '/glossary',
  ],
  ...[
    `/${LESSON}`,
    `/${STEP}`,
    `/${LESSON}.zip`,
    '/1',
    '/a.js',
    '/ws',
    '/embed',
    '/metrics',
    '/readyz',
  ],
  ...[
    '/..',
    '/%2e%2e',
    '/%2F',
    '//',
    '%',
    '%00',
    '%ff',
    '%c0%ae',
    '?find=a',
    '?from=1e9',
    '?also=a&also=b',
  ],
  ...[
    '?find[a]=1',
    '?__proto__[x]=1',
    '&to=/a',
    '#',
    ';',
    '\\',
    'é',
    '\t',
    '*',
    'http://evil.example',
    '@',
  ],
)
const path = fc.array(part, { maxLength: 5 }).map((all) => all.join('') || '/')
const id = 'A'.repeat(22)
const header = fc.constantFrom(
  ...[
    'Host: localhost',
    'Host: localhost',
    'Host: localhost',
    'Host: evil.example',
    'Host:',
    'Host : localhost',
  ],
  ...[
    `Cookie: learner=${id}`,
    `Cookie: learner=${id}; learner=x`,
    'Cookie: ;;;=',
    'Origin: http://localhost',
    'Origin: null',
  ],
  ...[
    'Content-Length: 10',
    'Content-Length: 0',
    'Content-Length: -1',
    'Content-Length: 9999999',
    'Content-Length: 1e1',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding:\x0bchunked',
    'Expect: 100-continue',
  ],
  ...[
    'Connection: keep-alive',
    'Connection: upgrade',
    'Upgrade: websocket',
    'Upgrade: h2c',
    'Sec-WebSocket-Version: 13',
  ],
  ...[
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Content-Type: application/json',
    'Content-Encoding: gzip',
  ],
  ...[
    'Accept-Encoding: br;q=0, gzip',
    'Accept-Encoding: ,;q=x',
    'If-None-Match: "1"',
    'Range: bytes=0-',
    'Authorization: Bearer token',
  ],
  ...[
    'Sec-Fetch-Dest: iframe',
    'Sec-Fetch-Site: cross-site',
    'X-Forwarded-Proto: https',
    ' folded',
    'no colon',
    `X: ${'y'.repeat(17_000)}`,
  ],
)
const method = fc.constantFrom(
  'GET',
  'GET',
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'OPTIONS',
  'get',
  'G\0T',
  'CONNECT',
  '',
)
const version = fc.constantFrom(' HTTP/1.1', ' HTTP/1.1', ' HTTP/1.1', ' HTTP/1.0', ' HTTP/2.0', '')
const body = fc.constantFrom(
  '',
  '',
  '{"code":"1.a"}',
  '{"code":1}',
  '{"__proto__":1}',
  '5\r\nhello\r\n0\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  '[[[[',
)
const request = fc
  .record({
    method,
    path,
    version,
    headers: fc.array(header, { maxLength: 7 }),
    body,
    end: fc.constantFrom('\r\n', '\r\n', '\r\n', '\n'),
  })
  .map((of) =>
    [
      `${of.method} ${of.path}${of.version}`,
      'X-Forwarded-For: VISITOR',
      ...of.headers,
      '',
      of.body,
    ].join(of.end),
  )
const bytes = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(request, { minLength: 1, maxLength: 3 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 80, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.tuple(request, fc.nat(300)).map(([text, at]) => text.slice(0, at)) },
)

/** All that comes back until the server ends it; we end our side after what we said. */
async function answered(sent: Buffer): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('data', (part) => parts.push(part))
  // A reset is an end, too.
  socket.on('error', () => undefined)
  socket.end(sent)
  await once(socket, 'close')
  return Buffer.concat(parts).toString('latin1')
}

let visitors = 0
fuzz(
  { of: 'HTTP', cases: 400 },
  'each connection has answers and an end, with our headers on all that the app says, and no defect',
  fc.asyncProperty(bytes, async (text) => {
    visitors += 1
    const visitor = `10.${visitors >> 16}.${(visitors >> 8) & 255}.${visitors & 255}`
    const came = await answered(Buffer.from(text.replaceAll('VISITOR', visitor), 'latin1'))
    expect(logged).toEqual([])
    expect(came.length).toBeLessThan(100_000)
    if (came === '') return
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(came)?.[1]
    expect(status).toMatch(/^[1-4]/)
    const heads = came.split(/^(?=HTTP\/1\.1 \d{3} )/m)
    for (const head of heads) {
      if (!/\r\nx-content-type-options: nosniff\r\n/i.test(head))
        // Node's own answers to what is no HTTP, and ours to what is no WebSocket.
        expect(head).toMatch(/^HTTP\/1\.1 (100|101|400|403|404|408|413|417|426|429|431) [^]*$/)
      expect(head).not.toMatch(/\r\nset-cookie: [^\r]*\r\n[^]*\r\nset-cookie: learner/i)
    }
  }),
)
