/** Requests that are malformed, ambiguous, too large or too slow, byte by byte on a real connection. */
import { expect, test } from 'vitest'
import { underAttack } from './attacked.ts'
import { ask, open, send, statuses } from './raw.ts'

const attacked = underAttack()
const HOST = 'Host: localhost'
const HIDDEN = `GET /healthz HTTP/1.1\r\n${HOST}\r\n\r\n`

/** What one reader takes for a body, another may take for a second request. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  'length and chunks': `Content-Length: ${HIDDEN.length}\r\nTransfer-Encoding: chunked`,
  'two lengths': 'Content-Length: 0\r\nContent-Length: 40',
  'a list of lengths': 'Content-Length: 0, 40',
  'a signed length': 'Content-Length: +40',
  'a length in hex': 'Content-Length: 0x28',
  'a length with a space inside': 'Content-Length: 4 0',
  'a negative length': 'Content-Length: -1',
  'an unknown coding': 'Transfer-Encoding: xchunked',
  'chunked twice': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'chunked hidden behind identity': 'Transfer-Encoding: chunked, identity',
  'a space before the colon': 'Transfer-Encoding : chunked',
  'a folded line': 'Transfer-Encoding:\r\n chunked',
  'a bare carriage return': 'X: a\rTransfer-Encoding: chunked',
  'a null byte in a value': 'X: a\0b',
  'a line without a colon': 'Transfer-Encoding chunked',
}

test.each(Object.entries(AMBIGUOUS))(
  'smuggling by %s is refused with one answer',
  async (_, lines) => {
    const { port } = attacked.it
    const bytes = `POST / HTTP/1.1\r\n${HOST}\r\n${lines}\r\n\r\n${HIDDEN}`
    expect([[400], [411]]).toContainEqual(statuses(await send(port, bytes)))
  },
)

test.each([
  ['0\r\n\r\n', [411]],
  [`5;${'x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`, [411]],
  [`fffffffffffffffff\r\n`, [411]],
  ['zz\r\n', [411]],
])('a body in chunks is not read (%#)', async (chunks, expected) => {
  const { port } = attacked.it
  const head = `POST /api/lessons HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n`
  const found = statuses(await send(port, head + chunks))
  expect([expected, [400]]).toContainEqual(found)
})

test.each([
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two hosts', `GET / HTTP/1.1\r\n${HOST}\r\nHost: evil.example\r\n\r\n`, 400],
  [
    'a host of another site',
    'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    403,
  ],
  ['no version', 'GET /\r\n\r\n', 403],
  ['a version of tomorrow', `GET / HTTP/3.0\r\n${HOST}\r\n\r\n`, 400],
  ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['TLS', Buffer.from('160301020001', 'hex').toString('latin1'), 400],
  ['a word that is no method', `GRAB / HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
  ['a header of 20 kB', `GET / HTTP/1.1\r\n${HOST}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['an address of 20 kB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n\r\n`, 431],
  ['a body of 10 GB', `POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 10000000000\r\n\r\nx`, 413],
])('%s is refused, and the connection ends', async (_, bytes, status) => {
  expect(statuses(await send(attacked.it.port, Buffer.from(bytes, 'latin1')))).toEqual([status])
})

test('CONNECT is no way through', async () => {
  const said = await send(attacked.it.port, `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${HOST}\r\n\r\n`)
  expect(statuses(said)).not.toContain(200)
})

test.each([
  '/..%2f..%2fpackage.json',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '//etc/passwd',
  '/api/assets/01-stories/..%2f..%2f..%2fpackage.json',
  '/api/assets/01-stories/%00',
  '/api/files/x/..%2f..%2f..%2fetc/passwd',
  '/api/files/x/%00',
  '/api/lessons/__proto__',
  '/api/visits/constructor',
  'http://evil.example/etc/passwd',
])('%s leads nowhere', async (path) => {
  expect([400, 404]).toContain((await ask(attacked.it.port, path)).status)
})

test('fifty connections that dawdle are ended in time, and hold nobody up', async () => {
  const { port } = attacked.it
  const dawdling = Array.from({ length: 50 }, (_, index) => {
    const line = open(port)
    line.socket.write(SLOW[index % SLOW.length] ?? '')
    // A byte now and then must not buy more time.
    const timer = setInterval(() => line.socket.write('x'), 500)
    void line.over.then(() => clearInterval(timer))
    return line.over
  })
  expect((await ask(port, '/healthz', { from: '127.0.0.1' })).status).toBe(200)
  const ends = await Promise.all(dawdling)
  expect(ends.flatMap(statuses).filter((status) => status === 200)).toEqual([])
})

const SLOW = [
  'G',
  `GET / HTTP/1.1\r\n${HOST}\r\nX: `,
  `POST /api/lessons HTTP/1.1\r\n${HOST}\r\nContent-Length: 900000\r\n\r\n`,
  `GET /ws HTTP/1.1\r\n${HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX: `,
]

test('a thousand requests on each of ten connections, and no answer read, cost no memory', async () => {
  const { it } = attacked
  const before = await it.memory()
  const lines = Array.from({ length: 10 }, () => {
    const line = open(it.port)
    line.socket.pause()
    line.socket.write(`GET /api/lessons HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(1_000))
    return line
  })
  for (let round = 0; round < 5; round += 1)
    expect((await ask(it.port, '/api/lessons', { from: '127.0.0.1' })).status).toBe(200)
  await expect.poll(async () => (await it.memory()) - before).toBeLessThan(100e6)
  for (const { socket } of lines) socket.destroy()
})

/** As many requests by `from`, on connections that hold as many as they may; resolves with all statuses. */
async function many(count: number, from: string, cookie = ''): Promise<number[]> {
  const head = `HEAD /nothing HTTP/1.1\r\n${HOST}\r\n${cookie}\r\n`
  const found: number[] = []
  while (found.length < count) {
    const line = open(attacked.it.port, from)
    line.socket.write(head.repeat(Math.min(200, count - found.length)))
    line.socket.end()
    found.push(...statuses(await line.over))
  }
  return found
}

test('4,000 requests a minute are an address’s, the next is told how long to wait, and others come in', async () => {
  const { port } = attacked.it
  const crowd = '127.0.0.77'
  expect(new Set(await many(4_000, crowd))).toEqual(new Set([404]))
  const { status, headers, body } = await ask(port, '/api/lessons', { from: crowd })
  const wait = Number(/^retry-after: (\d+)$/m.exec(headers)?.[1])
  expect([status, wait > 0 && wait <= 60]).toEqual([429, true])
  expect(body).toBe(`Too many requests at once. Try again in ${wait} s.\n`)
  // What was sent behind it is not looked at.
  const asks = `GET /api/lessons HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`
  const line = open(port, crowd)
  line.socket.write(asks.repeat(3))
  expect(statuses(await line.over)).toEqual([429])
  expect((await ask(port, '/api/lessons', { from: '127.0.0.78' })).status).toBe(200)
  expect((await ask(port, '/healthz', { from: crowd })).status).toBe(200)
})

test('1,200 of them are a learner’s, wherever they come from', async () => {
  const { it } = attacked
  const cookie = await it.learner()
  const found = await many(1_200, '127.0.0.79', `Cookie: ${cookie}\r\n`)
  expect(new Set(found)).toEqual(new Set([404]))
  const asked = (learner: string) =>
    ask(it.port, '/api/lessons', { from: '127.0.0.80', headers: { cookie: learner } })
  expect((await asked(cookie)).status).toBe(429)
  expect((await asked(await it.learner())).status).toBe(200)
})
