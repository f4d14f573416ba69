/** What labs cost: time to get one, memory and CPU of idle ones. */
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, type Lab, type LabPaths, type Pool } from '../lab/index.ts'
import { now } from './measure.ts'

const quiet = (): void => undefined

/** A pool that keeps no lab ready: every `take` waits for a birth. */
export function coldPool(paths: LabPaths): Promise<Pool> {
  return openPool({ paths, log: quiet, warm: 0, capacity: 4 })
}

/** ms until a lab whose Redis has answered is handed over; gives it back again. */
export async function timeTake(pool: Pool): Promise<number> {
  const from = now()
  const lab = await taken(pool)
  const ms = now() - from
  lab.dispose()
  await lab.closed
  return ms
}

/** The same with labs standing ready. Waits for the pool to have made up for the one taken before. */
export async function timeWarmTake(pool: Pool): Promise<number> {
  while (pool.status().warm === 0) await sleep(5)
  return timeTake(pool)
}

async function taken(pool: Pool): Promise<Lab> {
  const lab = await pool.take(quiet).lab
  if (lab === undefined) throw new Error('the pool gave no lab')
  return lab
}

/** Proportional set size in MB per lab among `count` idle ones, templates included; undefined without root. */
export async function idleMemory(paths: LabPaths, count: number): Promise<number | undefined> {
  return withIdleLabs(paths, count, async (tree) => {
    const sizes = await Promise.all(tree.map(pss))
    if (sizes.includes(undefined)) return undefined
    const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    return total / 1024 / count
  })
}

/** Share of one core that `count` idle labs take, over `seconds`. */
export async function idleCpu(paths: LabPaths, count: number, seconds: number): Promise<number> {
  return withIdleLabs(paths, count, async (tree) => {
    const spent = await cpuSince(tree)
    await sleep(seconds * 1000)
    return (await spent()) / 1000 / seconds
  })
}

async function withIdleLabs<T>(
  paths: LabPaths,
  count: number,
  measure: (tree: readonly number[]) => Promise<T>,
): Promise<T> {
  const pool = await openPool({ paths, log: quiet, warm: count, capacity: count })
  try {
    while (pool.status().warm < count) await sleep(20)
    // The spare template starts beside; its start is not idling.
    await sleep(2000)
    return await measure(await ownProcesses())
  } finally {
    await pool.dispose()
  }
}

/** All processes below this one, but for tsx's compiler: labs have none, it is there since this runs from source. */
export async function ownProcesses(): Promise<readonly number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    if (/^\d+ \(esbuild\) /.test(stat)) continue
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    parents.set(Number(name), parent)
  }
  const below = (pid: number): boolean => {
    for (let p = parents.get(pid); p !== undefined && p > 0; p = parents.get(p))
      if (p === process.pid) return true
    return false
  }
  return [...parents.keys()].filter(below)
}

/** kB; undefined when the process may not be looked into. */
async function pss(pid: number): Promise<number | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return undefined
    return 0
  }
}

/** Resolves with how to ask what those of them that still live have spent since, in ms of CPU. */
export async function cpuSince(tree: readonly number[]): Promise<() => Promise<number>> {
  const before = await Promise.all(tree.map(cpuMs))
  return async () => {
    const now = await Promise.all(tree.map(cpuMs))
    return now.reduce((sum, ms, index) => sum + Math.max(0, ms - (before[index] ?? ms)), 0)
  }
}

async function cpuMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0')
  return Number(text.split(' ')[0]) / 1e6
}
