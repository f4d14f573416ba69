/** What learners live through, on the whole server: its real process, labs, Redis and WebSockets. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Page } from './page.ts'
import { ServerProcess } from './serverProcess.ts'
import { LESSON, STEP, writeCourse } from './storyCourse.ts'

let lessons = ''
let progress = ''
let server: ServerProcess

beforeAll(async () => {
  lessons = await writeCourse()
  progress = await mkdtemp(join(tmpdir(), 'backchannel-progress-'))
  // The server gives up root and must still get in.
  await chmod(progress, 0o755)
  server = await ServerProcess.start(['--lessons', lessons, '--progress', join(progress, 'kept')])
})
afterAll(async () => {
  await server.end('SIGKILL')
  await rm(lessons, { recursive: true, force: true })
  await rm(progress, { recursive: true, force: true })
})

test('two programs talk through the lab’s Redis', async () => {
  const page = await Page.open(server.origin)
  const publisher = await page.run()
  expect(await page.ended(publisher)).toEqual({ type: 'exit', code: 0 })
  expect(page.text(publisher)).toBe('somebody heard it\n')
  const subscriber = publisher - 1
  await page.says(subscriber, "message b'hello'")
  await page.ask({ type: 'stop', run: subscriber })
  expect(await page.ended(subscriber)).toEqual({ type: 'stopped' })
  expect(page.text(subscriber, 'err')).toContain('KeyboardInterrupt')
  page.close()
})

test('[IN1] a program is typed to', async () => {
  const page = await Page.open(server.origin)
  const run = await page.run('greeter')
  await page.says(run, 'Who? ')
  await page.ask({ type: 'input', run, text: 'Ada\n', end: false })
  expect(await page.ended(run)).toEqual({ type: 'exit', code: 0 })
  expect(page.text(run)).toContain('Hello, Ada\n')
  page.close()
})

test('[SE1] [SE2] two tabs see the same, a second learner sees nothing', async () => {
  const page = await Page.open(server.origin)
  const stranger = await Page.open(server.origin)
  const run = await page.run()
  const other = await Page.open(server.origin, page.cookie)
  await other.says(run - 1, "message b'hello'")
  await page.says(run - 1, "message b'hello'")
  await Promise.all([page.ended(run), other.ended(run)])
  const shared = Math.min(page.events.length, other.events.length)
  expect(other.events.slice(0, shared)).toEqual(page.events.slice(0, shared))
  expect(stranger.all('run')).toEqual([])
  expect(await stranger.ask({ type: 'stop', run })).toMatchObject({ code: 'unknown-run' })
  for (const each of [page, other, stranger]) each.close()
})

/** A small seeded source, so that a failure can be played again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
}

test.each([1, 2, 3])(
  '[RS1] a run that is cut again and again arrives exactly once (seed %i)',
  async (seed) => {
    const random = seeded(seed)
    const steady = await Page.open(server.origin)
    const page = await Page.open(server.origin, steady.cookie)
    const run = await page.run('counter')
    // A busy server tells many lines at once: then the run is over before the last cut.
    const over = page.ended(run)
    for (let cuts = 0; cuts < 12; cuts++) {
      const enough = page.events.length + 1 + Math.floor(random() * 6)
      await Promise.race([
        over,
        page.until(() => (page.events.length >= enough ? true : undefined)),
      ])
      page.cut()
      expect(await page.connect()).toMatchObject({ resumed: true, missing: 0 })
    }
    await Promise.all([over, steady.ended(run)])
    // What comes after the run may be on its way to one of them.
    const shared = Math.min(page.events.length, steady.events.length)
    expect(page.events.slice(0, shared)).toEqual(steady.events.slice(0, shared))
    const lines = (text: string): string[] => text.trim().split('\n')
    const all = Array.from({ length: 400 }, (_, i) => i + 1)
    expect(lines(page.text(run, 'out'))).toEqual(
      all.filter((i) => i % 7 !== 0).map((i) => `line ${i}`),
    )
    expect(lines(page.text(run, 'err'))).toEqual(
      all.filter((i) => i % 7 === 0).map((i) => `line ${i}`),
    )
    for (const each of [page, steady]) each.close()
  },
)

test('[OUT1] [OUT2] of 6 MB of output the page gets both ends and is told of the middle', async () => {
  const page = await Page.open(server.origin)
  const run = await page.run('flood')
  expect(await page.ended(run)).toEqual({ type: 'exit', code: 0 })
  const late = await Page.open(server.origin, page.cookie)
  await late.ended(run)
  const text = late.text(run)
  const { bytes, lines } = late.all('left-out').at(-1) ?? { bytes: 0, lines: 0 }
  expect(text.length + bytes).toBe(100_000 * 61)
  expect(text.split('\n').length - 1 + lines).toBe(100_000)
  expect([text.slice(0, 8), text.trimEnd().split('\n').at(-1)?.slice(0, 8)]).toEqual([
    '0000000 ',
    '0099999 ',
  ])
  for (const each of [page, late]) each.close()
})

test('[LAB7] a file that a program wrote is listed and downloaded, by its learner only', async () => {
  const page = await Page.open(server.origin)
  const run = await page.run('writer')
  await page.ended(run)
  const listed = await page.ask({ type: 'listFiles', lesson: LESSON, step: STEP })
  expect(listed).toMatchObject({ files: [{ path: 'made.txt', size: 9 }] })
  const address = `${server.origin}/api/files/${LESSON}/${STEP}/made.txt`
  const answer = await fetch(address, { headers: { cookie: page.cookie } })
  expect(await answer.text()).toBe('made here')
  expect((await fetch(address)).status).toBe(404)
  page.close()
})

test('[LAB4] a fresh lab has an empty Redis and none of the files', async () => {
  const page = await Page.open(server.origin)
  await page.ended(await page.run('writer'))
  const before = page.all('lab').length
  await page.ask({ type: 'freshLab' })
  await page.until(() =>
    page
      .all('lab')
      .slice(before)
      .find(({ lab }) => lab.type === 'ready'),
  )
  const listed = await page.ask({ type: 'listFiles', lesson: LESSON, step: STEP })
  expect(listed).toMatchObject({ files: [] })
  page.close()
})

test('[LAB3] a lab that dies takes its runs with it, and the next Run opens another', async () => {
  const page = await Page.open(server.origin)
  const subscriber = (await page.run()) - 1
  await page.says(subscriber, 'message')
  // The sandbox with all of its labs: the worst that can happen short of the server itself.
  process.kill(server.find('bwrap'), 'SIGKILL')
  expect(await page.ended(subscriber)).toEqual({ type: 'lost' })
  await page.until(() => (page.all('lab').at(-1)?.lab.type === 'lost' ? true : undefined))
  const again = await page.run()
  expect(await page.ended(again)).toEqual({ type: 'exit', code: 0 })
  page.close()
})

test('[HS6] progress is there tomorrow, in another session', async () => {
  const page = await Page.open(server.origin)
  const entries = [{ key: `seen/${LESSON}/${STEP}`, at: Date.now(), value: 'true' }]
  expect(await page.ask({ type: 'save', entries })).toMatchObject({ type: 'saved', stored: true })
  page.close()
  const back = new Page(server.origin, page.cookie)
  expect((await back.connect()).progress).toEqual(entries)
  back.close()
})

test('[PR2] [PR3] the store dies and comes back: the page is told, and its copy is made', async () => {
  const page = await Page.open(server.origin)
  const entries = [{ key: 'place', at: Date.now(), value: '"here"' }]
  const told = (): boolean[] =>
    page.answers.flatMap((answer) => (answer.type === 'store' ? [answer.up] : []))
  const store = server.find('unixsocket:redis.sock')
  // Once it has ended it may be back before a page on a busy machine has asked: it hangs first.
  process.kill(store, 'SIGSTOP')
  expect(await page.ask({ type: 'save', entries })).toMatchObject({ stored: false })
  process.kill(store, 'SIGKILL')
  await page.until(() => (told().length === 2 ? true : undefined))
  expect(told()).toEqual([false, true])
  expect(await page.ask({ type: 'save', entries })).toMatchObject({ stored: true })
  page.close()
})
