/** Users of labs: each lab one of its own, for later templates as well. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Lab, Pool } from './lab.ts'
import { openPool } from './pool.ts'
import { testPaths } from './testPaths.ts'
import { openUsers, parseRange } from './users.ts'

const pools: Pool[] = []

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()))
})

/** Users of the machine that processes here belong to, but for the labs' owner and all others of this machine. */
function users(): Set<number> {
  const found = new Set<number>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
      if (uid >= 1_900_000_000) found.add(uid)
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof Error)) throw error
    }
  }
  return found
}

test.runIf(process.getuid?.() === 0)('each lab is a user of its own', async () => {
  const before = users()
  const pool = await openPool({ paths: testPaths, log: () => undefined, warm: 0, slots: 2 })
  pools.push(pool)
  const labs: (Lab | undefined)[] = []
  for (let count = 0; count < 4; count += 1) labs.push(await pool.take(() => undefined).lab)
  const fresh = [...users()].filter((uid) => !before.has(uid))
  expect(new Set(labs).size).toBe(4)
  expect(fresh.length).toBeGreaterThanOrEqual(4)
})

test.runIf(process.getuid?.() === 0)('users come again only after all others', async () => {
  const made = await openUsers()
  if (made === undefined) throw new Error('no users')
  expect([made.take(64), made.take(64)]).toEqual([1, 65])
  for (let taken = 128; taken + 64 < 65_536; taken += 64) made.take(64)
  expect(made.take(64)).toBe(1)
  made.dispose()
})

test('the longest range of a user counts, by name or by number', () => {
  const text = 'one:100000:65536\ntwo:165536:10\n1002:300000:70\n# two:1:9\n'
  expect(parseRange(text, ['one', '1001'])).toEqual({ first: 100_000, count: 65_536 })
  expect(parseRange(text, ['two', '1002'])).toEqual({ first: 300_000, count: 70 })
  expect(parseRange(text, ['nobody', '65534'])).toBeUndefined()
})

/** Somebody who is not root, and has a range of users: `name` and `uid`. */
function somebody(): { name: string; uid: number; first: number } | undefined {
  const project = path.resolve(import.meta.dirname, '../..')
  const shown = (statSync(project).mode & 0o5) === 0o5 && !project.startsWith('/root')
  const tools = ['newuidmap', 'newgidmap'].every((name) => existsSync(`/usr/bin/${name}`))
  if (process.getuid?.() !== 0 || !shown || !tools || !existsSync('/etc/subuid')) return undefined
  const people = readFileSync('/etc/passwd', 'utf8').split('\n')
  const ranges = readFileSync('/etc/subuid', 'utf8')
  return people
    .map((line) => line.split(':'))
    .map(([name = '', , uid]) => ({ name, uid: Number(uid), ...parseRange(ranges, [name]) }))
    .flatMap(({ first, ...who }) =>
      first === undefined || who.uid === 0 ? [] : [{ ...who, first }],
    )[0]
}

const who = somebody()

test.runIf(who)('who has a range of users in /etc/subuid gives each lab one, without root', () => {
  const { uid = 0, first = 0 } = who ?? {}
  const home = mkdtempSync(path.join(tmpdir(), 'backchannel-user-'))
  const script = `
    const { openPool } = await import('./server/lab/pool.ts')
    const { testPaths: paths } = await import('./server/lab/testPaths.ts')
    const { execFileSync } = await import('node:child_process')
    const pool = await openPool({ paths, log: console.error, warm: 0, slots: 2 })
    for (let count = 0; count < 3; count += 1) await pool.take(() => undefined).lab
    console.log(execFileSync('ps', ['-e', '-o', 'uid=,args=']).toString())
    await pool.dispose()
  `
  execFileSync('chown', [`${uid}`, home])
  const as = ['--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups', '--']
  const run = ['node', '--import', 'tsx', '--input-type=module', '-e', script]
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: home }
    const told = execFileSync('/usr/bin/setpriv', [...as, ...run], { env }).toString()
    const brokers = [...told.matchAll(/^ *(\d+) redis-server 127/gm)].map(([, user]) =>
      Number(user),
    )
    expect(brokers.filter((user) => user >= first && user < first + 4)).toHaveLength(3)
  } finally {
    rmSync(home, { recursive: true })
  }
})
