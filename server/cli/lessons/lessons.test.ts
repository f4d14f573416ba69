/** The skeleton of a lesson, proven in real labs as it is and with one claim after the other made untrue. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { openPool } from '../../lab/index.ts'
import type { Pool } from '../../lab/index.ts'
import { checkCourse } from '../../lessons/index.ts'
import { piecesOf, playAll } from './play.ts'
import type { Result } from './play.ts'
import { inJunit, inLines } from './report.ts'
import { readRequest } from './request.ts'
import { writeSkeleton } from './skeleton.ts'

const { paths } = readConfig([], {})
const step = '07-patterns/01-first-step/step.yaml'
let pool: Pool

beforeAll(async () => {
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 6 })
})
afterAll(() => pool.dispose())

/** Writes the skeleton with one piece of its step.yaml replaced, and plays the named piece of it. */
async function played(
  name: string,
  [from, to]: readonly [string, string] = ['', ''],
): Promise<Result | undefined> {
  const root = await mkdtemp(join(tmpdir(), 'lessons-'))
  try {
    expect(await writeSkeleton(root, '07-patterns')).toBeUndefined()
    const source = await readFile(join(root, step), 'utf8')
    expect(source).toContain(from)
    await writeFile(join(root, step), source.replace(from, to))
    const { course, mistakes } = await checkCourse(root)
    expect(mistakes).toEqual([])
    const results: Result[] = []
    const pieces = piecesOf(course).filter((piece) => piece.name === name)
    await playAll(pieces, { course, pool, jobs: 1, tell: (result) => results.push(result) })
    return results[0]
  } finally {
    await rm(root, { recursive: true })
  }
}

describe.concurrent('the skeleton', () => {
  test.each(['as written', 'solution', 'wrong/sends-nothing'])('is proven %s', async (name) => {
    expect(await played(name)).toMatchObject({ passed: true, say: [] })
  })
})

const untrue: readonly (readonly [string, readonly [string, string], RegExp])[] = [
  ['as written', ['received by 0', 'received by 1'], /- received by 1\n {2}\+ received by 0/],
  ['as written', ["subscriber: ''", 'subscriber: hello'], /- hello/],
  [
    'as written',
    ['lost: { by: publisher }', 'published: { receivers: 1 }'],
    /truth nobody-hears-it does not hold: PUBLISH returned 0 at .* s: nobody had subscribed yet\./,
  ],
  [
    'as written',
    ['if: { running: { of: subscriber } }', 'if: { lost: { times: 0 } }'],
    /No option held/,
  ],
  [
    'as written',
    ['if: { ends: { of: subscriber } }', 'if: { lost: {} }'],
    /Options 1 and 2 held here/,
  ],
  [
    'as written',
    ['delivered: { channel: news, to: subscriber }', 'lost: {}'],
    /solved before it is begun/,
  ],
  [
    'solution',
    [
      'delivered: { channel: news, to: subscriber }',
      'delivered: { channel: sport, to: subscriber }',
    ],
    /solution\/ does not meet it-arrives:\n {2}it-arrives: broken, .*news/,
  ],
  [
    'wrong/sends-nothing',
    ['hint: nothing-sent }', 'hint: other-channel }'],
    /is to bring up hint other-channel; the first that fits is nothing-sent/,
  ],
]

describe.concurrent('a claim that is not true is told', () => {
  test.each(untrue)('of %s with %s', async (name, change, says) => {
    const result = await played(name, change)
    expect(result?.say.join('\n')).toMatch(says)
    expect(result?.passed).toBe(false)
  })
})

describe('a share of runs', () => {
  const coin = "import random\nprint('heads' if random.random() < 0.5 else 'tails')\n"

  /** What is said of the share of runs in which `main.py` prints heads. */
  async function counted(share: string, main: string): Promise<readonly string[]> {
    const root = await mkdtemp(join(tmpdir(), 'lessons-'))
    const folder = join(root, '07-patterns/01-first-step')
    try {
      await writeSkeleton(root, '07-patterns')
      for (const part of ['solution', 'wrong', 'subscriber.py', 'publisher.py'])
        await rm(join(folder, part), { recursive: true })
      await writeFile(join(folder, 'README.md'), '# A coin\n\nThrow it.\n')
      await writeFile(join(folder, 'main.py'), main)
      await writeFile(
        join(folder, 'step.yaml'),
        `programs: { main: { file: main.py } }\ntruths:\n  heads: { output: { line: heads }, share: ${share}, runs: 20 }\n`,
      )
      const { course, mistakes } = await checkCourse(root)
      expect(mistakes).toEqual([])
      const results: Result[] = []
      const pieces = piecesOf(course).filter(({ name }) => name === 'share heads')
      await playAll(pieces, { course, pool, jobs: 1, tell: (result) => results.push(result) })
      return results.flatMap(({ say }) => say)
    } finally {
      await rm(root, { recursive: true })
    }
  }

  test('is proven by counting', async () => {
    expect(await counted('40%..60%', coin)).toEqual([])
  })

  test('is refuted when what it counts is always so', async () => {
    expect(await counted('40%..60%', "print('heads')\n")).toEqual([
      expect.stringMatching(/^held \d+ of 20 times, which is not 40% to 60%\.$/),
    ])
  })
})

describe('what is asked', () => {
  test.each([
    [[], { type: 'prove', json: false }],
    [['--only', '01', '--json'], { type: 'prove', only: '01', json: true }],
    [['lint', '--lessons', 'x'], { type: 'lint', lessons: 'x' }],
    [['new', '07-patterns'], { type: 'new', name: '07-patterns' }],
    [['new'], { type: 'wrong' }],
    [['--jobs', '0'], { type: 'wrong' }],
    [['--jsno'], { type: 'wrong' }],
    [['paly'], { type: 'wrong' }],
    [['play', '01'], { type: 'wrong', say: 'Use --only 01.' }],
  ])('%s is understood', (words, request) => {
    expect(readRequest(words)).toMatchObject(request)
  })
})

describe('a report', () => {
  const result: Result = {
    lesson: '01-a',
    step: '01-b',
    name: 'solution',
    passed: false,
    ms: 1234,
    say: ['says\n  - <one>'],
  }

  test('for people has the difference below its line', () => {
    expect(inLines(result)).toBe(
      'FAILED  01-a/01-b  solution  1.2 s\n        says\n          - <one>\n',
    )
  })

  test('for JUnit is XML', () => {
    expect(inJunit([result])).toContain(
      '<testcase classname="01-b" name="solution" time="1.234"><failure>says\n  - &lt;one&gt;</failure></testcase>',
    )
  })
})
