/** Visits as the server hears of them: from a supervisor that may lie, and without one. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FrameError } from './frames.ts'
import type { Visited } from './lab.ts'
import { SERVER_LIMITS } from './limits.ts'
import { visitPlainly } from './plainVisit.ts'
import { Visits } from './visits.ts'

const AT = 5

function opened(): { visits: Visits; sent: object[]; told: Visited[]; leave: () => void } {
  const sent: object[] = []
  const told: Visited[] = []
  const visits = new Visits((message) => sent.push(message))
  const leave = visits.begin({ port: 8000, path: '/' }, (visited) => told.push(visited))
  return { visits, sent, told, leave }
}

const answered = { op: 'visited', visit: 1, at: AT, type: 'answered', ms: 2, status: 200 } as const

describe('a visit in a lab', () => {
  it('is asked, and comes back with its page', () => {
    const { visits, sent, told } = opened()
    expect(sent).toMatchObject([{ op: 'visit', visit: 1, port: 8000, path: '/' }])
    for (const piece of ['<p>', 'He', 're']) visits.piece(1, Buffer.from(piece))
    visits.heard({ ...answered, contentType: 'text/html' })
    expect(told).toMatchObject([{ type: 'answered', status: 200, contentType: 'text/html' }])
    expect(told[0]?.type === 'answered' && told[0].body.toString()).toBe('<p>Here')
  })

  it('is left once, and not after its end', () => {
    const { visits, sent, told, leave } = opened()
    leave()
    visits.heard({ op: 'visited', visit: 1, at: AT, type: 'left', ms: 4 })
    leave()
    expect(sent.slice(1)).toEqual([{ op: 'leave', visit: 1 }])
    expect(told).toMatchObject([{ type: 'left', ms: 4 }])
  })

  it('fails with its lab, and when the lab is gone already', async () => {
    const { visits, told } = opened()
    visits.fail()
    visits.begin({ port: 8000, path: '/' }, (visited) => told.push(visited))
    await expect.poll(() => told).toHaveLength(2)
    expect(told).toMatchObject(Array(2).fill({ type: 'failed', say: 'The lab went away.' }))
  })

  it('takes no more than a page, no empty pieces, and nothing that was not asked for', () => {
    const { visits } = opened()
    expect(() => visits.piece(2, Buffer.from('x'))).toThrow(FrameError)
    expect(() => visits.piece(1, Buffer.alloc(0))).toThrow(FrameError)
    visits.piece(1, Buffer.alloc(SERVER_LIMITS.page))
    expect(() => visits.piece(1, Buffer.from('x'))).toThrow(FrameError)
    visits.heard(answered)
    expect(() => visits.heard(answered)).toThrow(FrameError)
  })

  it('keeps a page in tiny pieces as one', () => {
    const { visits, told } = opened()
    for (let i = 0; i < 20_000; i += 1) visits.piece(1, Buffer.from('x'))
    visits.heard(answered)
    expect(told[0]?.type === 'answered' && told[0].body.length).toBe(20_000)
  })
})

describe('a visit without a sandbox', () => {
  let server: Server
  let port = 0
  let closed: () => void = () => undefined
  const left = new Promise<void>((resolve) => (closed = resolve))

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/wait/') request.on('close', closed)
      else if (request.url === '/cut/') request.socket.destroy()
      else if (request.url === '/long/') response.end('x'.repeat(SERVER_LIMITS.page + 1))
      else response.writeHead(302, { location: '/x' }).end(request.headers.host)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  const visit = (path: string, to = port): Promise<Visited> =>
    new Promise((resolve) => visitPlainly({ port: to, path }, resolve))

  it('is answered, cut, or told why it is not', async () => {
    expect(await visit('/')).toMatchObject({ type: 'answered', status: 302, location: '/x' })
    const page = await visit('/long/')
    expect(page).toMatchObject({ type: 'answered', cut: true })
    expect(page.type === 'answered' && page.body.length).toBe(SERVER_LIMITS.page)
    const say = 'The app closed the connection without an answer.'
    expect(await visit('/cut/')).toMatchObject({ type: 'failed', say })
    expect(await visit('/', 1)).toMatchObject({ type: 'failed', say: 'Nothing listens on port 1.' })
  })

  it('is left by closing its connection', async () => {
    const told = await new Promise<Visited>((resolve) => {
      const leave = visitPlainly({ port, path: '/wait/' }, resolve)
      server.once('request', leave)
    })
    expect(told.type).toBe('left')
    await left
  })
})
