/** A step is recorded in a real lab: what its programs printed becomes its claim, and nothing is written unasked. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TestContext } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import { piecesOf } from './piece.ts'
import { playAll } from './play.ts'
import { record, writeRecord } from './record.ts'
import type { Recorded } from './record.ts'

// Each record waits up to two minutes for a machine that is too slow.
vi.setConfig({ testTimeout: 600_000 })

const { paths } = readConfig([], {})
const here = { lesson: '01-a', step: '01-b' }
let pool: Pool

beforeAll(async () => {
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 4 })
})
afterAll(() => pool.dispose())

/** A course of one step, on disk until its own test has ended: others run beside it. */
async function courseOf({ onTestFinished }: TestContext, yaml: string, main: string) {
  const root = await mkdtemp(path.join(tmpdir(), 'record-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const folder = path.join(root, here.lesson, here.step)
  await mkdir(folder, { recursive: true })
  const card = 'title: A\nsummary: B.\nminutes: 2\ngoals: [C.]\n'
  await writeFile(path.join(folder, '../lesson.yaml'), card)
  await writeFile(path.join(folder, 'README.md'), '# B\n\nRun it.\n')
  await writeFile(path.join(folder, 'main.py'), main)
  await writeFile(path.join(folder, 'step.yaml'), yaml)
  return { root, course: await loadCourse(root) }
}

const head = 'programs: { main: { file: main.py } } # one\n'

async function recorded(
  context: TestContext,
  yaml: string,
  main: string,
): Promise<Recorded & { root: string }> {
  const { root, course } = await courseOf(context, yaml, main)
  return { ...(await record(here, { root, course, pool, plays: 2 })), root }
}

test.concurrent('what it printed is proposed, and written when asked for', async (context) => {
  const found = await recorded(context, `${head}expect:\n  main: bye\n`, "print('hello')\n")
  expect(found).toMatchObject({
    path: '01-a/01-b/step.yaml',
    after: `${head}expect:\n  main: |\n    hello\n`,
  })
  const file = path.join(found.root, found.path)
  expect(await readFile(file, 'utf8')).toBe(found.before)
  expect(await writeRecord(found.root, found)).toBeUndefined()
  expect(await readFile(file, 'utf8')).toBe(found.after)
  const again = { root: found.root, course: await loadCourse(found.root), pool, plays: 1 }
  expect(await record(here, again)).toMatchObject({ before: found.after, after: found.after })
})

test.concurrent('what differs from run to run becomes a pattern', async (context) => {
  const main = "import time\nprint('took', time.perf_counter_ns(), 'of', 7)\n"
  const { after } = await recorded(context, head, main)
  expect(after).toBe(`${head}expect:\n  main: |\n    took {{[0-9.]+}} of 7\n`)
})

test.concurrent('a file that the author changed meanwhile is left alone', async (context) => {
  const found = await recorded(context, head, "print('hello')\n")
  const file = path.join(found.root, found.path)
  await writeFile(file, `${head}# mine\n`)
  expect(await writeRecord(found.root, found)).toMatch(/step\.yaml has changed since/)
  expect(await readFile(file, 'utf8')).toBe(`${head}# mine\n`)
})

test.concurrent('a play that is broken off has no result', async (context) => {
  const { course } = await courseOf(context, head, 'import time\ntime.sleep(60)\n')
  const ending = new AbortController()
  const told: string[] = []
  const results = await playAll(piecesOf(course), {
    ...{ course, pool, jobs: 1, signal: ending.signal },
    tell: ({ type }) => {
      told.push(type)
      ending.abort()
    },
  })
  expect([results, told]).toEqual([[], ['begun']])
})

test.concurrent(
  'what is not always so is played again, and told in how many plays it held',
  async (context) => {
    const main = "import random\nprint('heads' if random.random() < 0.5 else 'tails')\n"
    const { course } = await courseOf(context, `${head}expect:\n  main: heads\n`, main)
    const [result] = await playAll(piecesOf(course), {
      course,
      pool,
      jobs: 1,
      repeat: 40,
      again: 40,
    })
    expect(result).toMatchObject({ passed: false })
    expect(result?.plays.held).toBeGreaterThan(0)
    expect(result?.plays.of).toBeGreaterThan(20)
  },
)

test.concurrent(
  'a program that breaks down is told, and where, whether recorded or proven',
  async (context) => {
    const main = "import json\nprint('begun')\njson.loads('{')\n"
    const { root, course } = await courseOf(context, `${head}expect:\n  main: hello\n`, main)
    const why =
      'main ended with code 1, at line 3 of main.py: json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'
    expect((await record(here, { root, course, pool, plays: 2 })).broke).toEqual([why])
    const [result] = await playAll(piecesOf(course), { course, pool, jobs: 1 })
    expect(result?.findings).toMatchObject([{ claim: 'expect main', holds: false, advice: why }])
  },
)

test.concurrent('a program that ends well has nothing told of it', async (context) => {
  const warns = "import sys\nprint('bye')\nprint('careful', file=sys.stderr)\n"
  const { root, course } = await courseOf(context, `${head}expect:\n  main: hello\n`, warns)
  expect((await record(here, { root, course, pool, plays: 1 })).broke).toEqual([])
  const [result] = await playAll(piecesOf(course), { course, pool, jobs: 1 })
  expect(result?.findings[0]?.advice).toBeUndefined()
})
