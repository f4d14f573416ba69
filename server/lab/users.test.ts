/** Users of labs: each lab one of its own, for later templates as well. */
import { readFileSync, readdirSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Lab, Pool } from './lab.ts'
import { openPool } from './pool.ts'
import { testPaths } from './testPaths.ts'
import { openUsers } from './users.ts'

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
