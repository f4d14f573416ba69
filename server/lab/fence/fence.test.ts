/** Control groups of this machine, where it has some for us: labs are in theirs from the first, and nothing is left. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { defaultCapacity, openPool } from '../pool.ts'
import type { Lab, Pool } from '../lab.ts'
import { testPaths } from '../testPaths.ts'
import { lookForFence, openFence } from './fence.ts'
import { findHierarchies } from './hierarchies.ts'
import { findSite, HOME } from './home.ts'
import { members, move, nameOf } from './members.ts'

const had = lookForFence().bounds.length > 0
const pools: Pool[] = []

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()))
})

/** Folders of labs of this process that there are now, by hierarchy. */
function folders(): string[] {
  const mine = `labs.${nameOf(process.pid)}.`
  return homes().flatMap((home) =>
    readdirSync(home)
      .filter((name) => name.startsWith(mine))
      .map((name) => path.join(home, name)),
  )
}

function homes(): string[] {
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return findHierarchies(read)
    .map((hierarchy) => findSite(hierarchy).home)
    .filter((home) => existsSync(home))
}

async function open(): Promise<{ pool: Pool; lab: Lab }> {
  const pool = await openPool({ paths: testPaths, log: () => undefined, warm: 1, slots: 2 })
  pools.push(pool)
  const lab = await pool.take(() => undefined).lab
  if (lab === undefined) throw new Error('no lab')
  return { pool, lab }
}

function output(lab: Lab, source: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const argv = ['python', 'main.py']
    const files = { 'main.py': source }
    lab.run(
      { dir: 's', files, argv, input: false, wallMs: 60_000 },
      {
        ...{ started: () => undefined, activity: () => undefined, beat: () => undefined },
        output: (_, _stream, bytes) => (text += bytes.toString()),
        ended: () => resolve(text),
      },
    )
  })
}

test.runIf(had)(
  'a lab and its programs are in its groups, and see no more than a number',
  async () => {
    const { pool, lab } = await open()
    expect(pool.fence).toEqual(lookForFence().bounds)
    const shown = await output(lab, "print(open('/proc/self/cgroup').read())")
    const inside = shown.split('\n').filter((line) => line.includes('/../1.0'))
    expect(inside).toHaveLength(folders().length)
    expect(shown).not.toContain(HOME)
    // Supervisor and Redis at least.
    for (const folder of folders())
      expect(members(path.join(folder, '1.0')).length).toBeGreaterThan(1)
  },
)

test.runIf(had)('groups go with their labs, and all of them with the pool', async () => {
  const { pool, lab } = await open()
  const [folder = ''] = folders()
  lab.dispose()
  await lab.closed
  await expect.poll(() => readdirSync(folder)).not.toContain('1.0')
  await pool.dispose()
  expect(folders()).toEqual([])
})

test.runIf(had)('what a server that was killed left is ended and removed', async () => {
  const [home = ''] = await openFence({ memory: 1 << 28, tasks: 100 }).then(async (fence) => {
    if ('dispose' in fence) await fence.dispose()
    return homes()
  })
  // Any server that starts sweeps: as long as it is made, its owner lives.
  const [server, left] = [spawn('/bin/sleep', ['600']), spawn('/bin/sleep', ['600'])]
  const dead = path.join(home, `labs.${nameOf(server.pid ?? 0)}.1`)
  mkdirSync(path.join(dead, '1.0'), { recursive: true })
  const over = new Promise((resolve) => left.once('exit', (_, signal) => resolve(signal)))
  move(left.pid ?? 0, path.join(dead, '1.0'))
  server.kill('SIGKILL')
  await once(server, 'exit')
  const fence = await openFence({ memory: 1 << 28, tasks: 100 })
  expect(await over).toBe('SIGKILL')
  expect(existsSync(dead)).toBe(false)
  if ('dispose' in fence) await fence.dispose()
})

test.runIf(had)('a template knows what is bounded of its labs', async () => {
  const fence = await openFence({ memory: 1 << 28, tasks: 100 })
  if (!('groups' in fence)) throw new Error(fence.say)
  const groups = fence.groups(1)
  groups.close()
  for (const name of ['memory', 'pids', 'cpu'] as const)
    expect(groups.bounds(name)).toBe(fence.bounds.includes(name))
  await groups.remove()
  await fence.dispose()
})

test('a pool without a fence has the same labs', async () => {
  const options = { paths: testPaths, log: () => undefined, warm: 0, slots: 2, fenced: false }
  const pool = await openPool(options)
  pools.push(pool)
  expect(pool.fence).toEqual([])
  expect(pool.status().capacity).toBe(defaultCapacity())
})
