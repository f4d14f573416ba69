/** How the whole server begins and ends: nothing is left over, whatever the signal. */
import { createServer } from 'node:net'
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Page } from './page.ts'
import { takeRedisPort } from './redisPort.ts'
import { alive, ServerProcess } from './serverProcess.ts'
import { writeCourse } from './storyCourse.ts'

let lessons = ''
let progress = ''
let args: string[] = []

beforeAll(async () => {
  lessons = await writeCourse()
  progress = await mkdtemp(join(tmpdir(), 'backchannel-progress-'))
  // The server gives up root and must still get in.
  await chmod(progress, 0o755)
  args = ['--lessons', lessons, '--progress', join(progress, 'kept')]
})
afterAll(async () => {
  await rm(lessons, { recursive: true, force: true })
  await rm(progress, { recursive: true, force: true })
})

async function withRuns(): Promise<{ server: ServerProcess; page: Page; family: number[] }> {
  const server = await ServerProcess.start(args)
  onTestFinished(() => void server.child.kill('SIGKILL'))
  const page = await Page.open(server.origin)
  await page.says((await page.run()) - 1, 'message')
  return { server, page, family: server.family() }
}

test('[END1] SIGTERM tells the pages, ends in order with status 0, and leaves nothing', async () => {
  const { server, page, family } = await withRuns()
  expect(family.length).toBeGreaterThan(3)
  expect(await server.end('SIGTERM')).toBe(0)
  await page.until(() => page.closedWith)
  expect(page.closedWith).toBe(1001)
  await expect.poll(() => alive(family)).toEqual([])
})

test('SIGKILL leaves nothing either', async () => {
  const { server, family } = await withRuns()
  expect(await server.end('SIGKILL')).toBe('SIGKILL')
  await expect.poll(() => alive(family)).toEqual([])
})

test('it ends in order when npm, which started it, was killed', async () => {
  const npm = ['sh', '-c', '"$@" & wait', 'npm']
  const server = await ServerProcess.start(args, { npm_lifecycle_event: 'start' }, { parent: npm })
  const page = await Page.open(server.origin)
  const family = server.family()
  expect(family.length).toBeGreaterThan(3)
  expect(await server.end('SIGKILL')).toBe('SIGKILL')
  await page.until(() => page.closedWith)
  expect(page.closedWith).toBe(1001)
  await expect.poll(() => alive(family)).toEqual([])
})

test('a second signal does not wait', async () => {
  const { server, family } = await withRuns()
  const ended = server.end('SIGINT')
  server.child.kill('SIGINT')
  expect([0, 130]).toContain(await ended)
  await expect.poll(() => alive(family)).toEqual([])
})

test.runIf(process.getuid?.() === 0)('started as root, nothing of it stays root', async () => {
  const { server, family } = await withRuns()
  for (const pid of [server.child.pid, ...family]) {
    // One that ended meanwhile is nobody's.
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'Uid:\t64001')
    const ids = /^Uid:\s+(.*)$/m.exec(status)?.[1]?.split('\t')
    const [id = '0', ...same] = new Set(ids)
    expect(same).toEqual([])
    // The labs' owner, or a user that only one lab is.
    expect(id === '64001' || Number(id) >= 1_900_000_000).toBe(true)
  }
  const groups = await readFile(`/proc/${server.child.pid}/status`, 'utf8')
  expect(/^Groups:[ \t]*(.*?) *$/m.exec(groups)?.[1]).toBe('')
  expect(/^Gid:\s+(\d+)/m.exec(groups)?.[1]).toBe('64001')
  await server.end('SIGTERM')
})

/** Port 6379 is the plain lab's: where something else has it, the sentence says so, and that is tried. */
test('without a sandbox programs run, as nobody of importance, and nothing is left', async () => {
  const giveOn = await takeRedisPort()
  onTestFinished(() => giveOn?.())
  const started = ServerProcess.start([...args, '--sandbox', 'off'])
  const server = await started.catch((error: Error) => error.message)
  if (typeof server === 'string') return expect(server).toContain('ended 1: Port 6379 is taken')
  onTestFinished(() => void server.child.kill('SIGKILL'))
  const page = await Page.open(server.origin)
  const publisher = await page.run()
  expect(await page.ended(publisher)).toEqual({ type: 'exit', code: 0 })
  const ready = page.all('lab').find(({ lab }) => lab.type === 'ready')
  expect(ready?.lab).toMatchObject({ sandboxed: false })
  const family = server.family()
  const root = process.getuid?.() === 0
  // One that ended meanwhile is nobody's.
  const owners = await Promise.all(
    family.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')),
  )
  const ids = owners.flatMap((status) => /^Uid:\s+(\d+)/m.exec(status)?.[1] ?? [])
  expect(new Set(ids)).toEqual(new Set([root ? '64001' : `${process.getuid?.()}`]))
  expect(await server.end('SIGTERM')).toBe(0)
  await expect.poll(() => alive(family)).toEqual([])
})

test('a taken port is told in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? `${address.port}` : ''
  await expect(ServerProcess.start([...args, '--port', port])).rejects.toThrow(
    `the server ended 1: Port ${port} is taken: end what uses it, or choose another with --port.\n`,
  )
  taken.close()
})

test('wrong flags are told in one sentence', async () => {
  await expect(ServerProcess.start(['--host', '0.0.0.0', '--sandbox', 'off'])).rejects.toThrow(
    'ended 1: --sandbox off is for this machine alone',
  )
  await expect(ServerProcess.start(['--prot', '1'])).rejects.toThrow(
    "Unknown option '--prot'. Known:",
  )
})

test('no test leaves a server’s Redis behind', () => {
  expect(execFileSync('ps', ['-eo', 'args=']).toString().includes(progress)).toBe(false)
})
