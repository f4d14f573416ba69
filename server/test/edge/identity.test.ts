/** Other sites' pages, names that were made to lead here, and identities that are another's. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../../protocol/index.ts'
import { Page } from '../page.ts'
import { LESSON, STEP } from '../storyCourse.ts'
import { closing, underAttack } from './attacked.ts'
import { ask } from './raw.ts'

const attacked = underAttack()

test.each([
  'http://evil.example',
  'https://localhost.evil.example',
  'http://localhost',
  'http://localhost:1',
  'null',
  'file://',
  'http://user@localhost:1',
])('[HS7] a page at %s gets no socket, whoever looks at it', async (origin) => {
  const { it } = attacked
  expect(await closing(it.dial({ origin, cookie: it.neighbour.cookie }))).toBe(403)
})

test('a name that was made to lead here gets no page, no data and no socket', async () => {
  const { it } = attacked
  const host = `rebound.example:${it.port}`
  for (const path of ['/', '/api/lessons', '/lessons/x', '/embed/x', '/nothing']) {
    const { status, headers, body } = await ask(it.port, path, { headers: { host } })
    expect([path, status, body]).toEqual([path, 403, expect.stringContaining('--public-url')])
    expect(headers).not.toContain('set-cookie')
  }
  const rebound = { host, origin: `http://${host}`, cookie: it.neighbour.cookie }
  expect(await closing(it.dial(rebound))).toBe(403)
})

test('[HS7] identities that are missing, short, long or not of the shape open nothing', async () => {
  const { it } = attacked
  for (const cookie of [
    '',
    'learner=',
    'learner=a',
    `learner=${'A'.repeat(23)}`,
    `LEARNER=${'A'.repeat(22)}`,
    `learner=../../etc/passwd12345`,
    `learner=${'A'.repeat(21)}\u00e9`,
  ])
    expect([cookie, await closing(it.dial({ cookie }))]).toEqual([cookie, 4401])
})

test('a guessed identity is a new learner’s, and finds nothing of another', async () => {
  const { it } = attacked
  const before = it.neighbour.all('run').length
  const cookie = `learner=${randomBytes(16).toString('base64url')}`
  const guess = await Page.open(it.origin, cookie)
  expect(guess.all('run')).toEqual([])
  expect(it.neighbour.all('run').length).toBe(before)
  guess.close()
})

test('another’s session number, replayed with an own identity, resumes nothing', async () => {
  const { it } = attacked
  const session = it.neighbour.answers.find((answer) => answer.type === 'welcome')
  const socket = it.dial({ cookie: await it.learner() })
  const heard: string[] = []
  socket.on('message', (data: Buffer) => heard.push(data.toString()))
  const ended = closing(socket)
  socket.once('open', () =>
    socket.send(
      JSON.stringify({
        type: 'hello',
        version: PROTOCOL_VERSION,
        seen: { session: session?.type === 'welcome' ? session.session : '', seq: 0 },
      }),
    ),
  )
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  socket.close()
  await ended
  const welcome: unknown = JSON.parse(heard[0] ?? '')
  expect(welcome).toMatchObject({ type: 'welcome', resumed: false })
  expect(heard.join('')).not.toContain('"run"')
})

test('files and pages of a lab are its learner’s alone', async () => {
  const { it } = attacked
  const path = `/api/files/${LESSON}/${STEP}/made.txt`
  await it.neighbour.ended(await it.neighbour.run('writer'))
  const mine = await ask(it.port, path, { headers: { cookie: it.neighbour.cookie } })
  expect([mine.status, mine.body]).toEqual([200, 'made here'])
  for (const cookie of [await it.learner(), 'learner=x', `x=1; learner=${'A'.repeat(22)}`])
    expect((await ask(it.port, path, { headers: { cookie } })).status).toBe(404)
  expect((await ask(it.port, path)).status).toBe(404)
  expect((await ask(it.port, '/api/visits/1')).status).toBe(404)
})

test('what a visitor claims to be forwarded for is not believed', async () => {
  const { port } = attacked.it
  const headers = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }
  const { headers: said } = await ask(port, '/', { headers })
  expect(said).not.toContain('; secure')
  expect((await ask(port, '/metrics', { headers })).status).toBe(403)
})
