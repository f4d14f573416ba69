/** What is broken, what is late, and whether the machine was quiet are told apart. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Growth } from './growth.ts'
import { sizeOf, type Size } from './size.ts'
import { growthOf, LOOK_MS, type SoakReport } from './soak.ts'
import { judge } from './verdict.ts'

const flat = (value: number): Growth => new Growth([{ at: 0, value }])
const rising = (a: number, b: number): Growth =>
  new Growth([a, a, b].map((value, minute) => ({ at: minute * 60_000, value })))

const GOOD: SoakReport = {
  ...{ runs: 4_000, rate: 12, p50: 20, p99: 200, arrival: 900, late: 1, ahead: true },
  ...{ sent: 100_000, seen: 99_000, leftOut: 1_000, told: 0, published: 9_000, delivered: 9_000 },
  ...{ memory: rising(3e8, 9e8), heap: flat(1e8), beside: flat(1e8), logs: flat(5e7) },
  descriptors: flat(200),
  load: { server: 0.2, labs: 1, learners: 0.1, others: 0.05, processors: 2 },
  killed: { gone: 200, serves: 1_500, work: 2_000 },
  wrong: [],
}

test('all is well', () => {
  expect(judge(GOOD, 10)).toEqual({ wrong: [], late: [], quiet: true })
})

test('what is lost is wrong, what is slow is late, and by whom says the load', () => {
  const { load } = GOOD
  const bad = {
    ...GOOD,
    ...{ wrong: ['lost'], p99: 251, killed: { gone: 1_001, serves: 3_001, work: 9_000 } },
    load: { ...load, others: 1.2 },
  }
  const { wrong, late, quiet } = judge(bad, 10)
  expect([wrong, late.length, quiet]).toEqual([['lost'], 3, false])
  expect(late[0]).toBe('p99 from Run to the first output: 251 ms, 250 are allowed')
})

test('what goes on living is wrong, but for logs that fill, and what is too short to say', () => {
  const leaks = { ...GOOD, heap: rising(1e8, 1.4e8) }
  expect(judge(leaks, 10).wrong).toEqual([
    'what lives in the heap grows by 40.0 MB a minute, of which logs are 0.0 MB',
  ])
  expect(judge(leaks, 1).wrong).toEqual([])
  expect(judge({ ...leaks, logs: rising(5e7, 7e7) }, 10).wrong).toEqual([])
  expect(judge({ ...leaks, logs: rising(5e7, 6e7) }, 10).wrong).toEqual([
    'what lives in the heap grows by 40.0 MB a minute, of which logs are 15.0 MB',
  ])
})

test('what grows beside the heap is in no log', () => {
  const leaks = { ...GOOD, beside: rising(1e8, 1.2e8), logs: rising(5e7, 9e7) }
  expect(judge(leaks, 10).wrong).toEqual([
    'memory beside the heap grows by 20.0 MB a minute, of which logs are 0.0 MB',
  ])
})

test('descriptors never grow', () => {
  expect(judge({ ...GOOD, descriptors: rising(200, 206) }, 1).wrong).toEqual([
    '6 more descriptors at the end',
  ])
})

/** Of a real process that keeps so much with each look; the looks are taken for as far apart as those of a soak. */
async function looks(count: number, bytes: number, leaks: readonly string[]): Promise<Size[]> {
  const file = join(import.meta.dirname, 'leaky.fixture.mjs')
  const command = ['--expose-gc', '--import', 'tsx', file, ...leaks, `${bytes}`]
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const origin = `http://127.0.0.1:${String(await once(child.stdout, 'data')).trim()}`
  const sizes: Size[] = []
  for (let look = 0; look < count; look++)
    sizes.push({ ...(await sizeOf({ child, origin })), at: look * LOOK_MS })
  return sizes
}

test('a process that leaks is wrong in each of what it keeps, one that does not in none', async () => {
  const judged = async (leaks: readonly string[]): Promise<readonly string[]> => {
    const sizes = await looks(50, 1.6e6, leaks)
    return judge({ ...GOOD, ...growthOf(sizes) }, 4).wrong
  }
  expect(await judged(['heap', 'beside', 'descriptors'])).toEqual([
    expect.stringMatching(/^\d\d more descriptors at the end$/),
    expect.stringMatching(/^what lives in the heap grows by \d\d\.\d MB a minute/),
    expect.stringMatching(/^memory beside the heap grows by \d\d\.\d MB a minute/),
  ])
  expect(await judged([])).toEqual([])
})
