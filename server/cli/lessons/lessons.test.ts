/** The skeleton of a lesson, proven in real labs as it is and with one claim after the other made untrue. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../config.ts'
import { openPool } from '../../lab/index.ts'
import type { Pool } from '../../lab/index.ts'
import { checkCourse } from '../../lessons/index.ts'
import { piecesOf, playAll } from '../../proof/index.ts'
import type { Finding, Result } from '../../proof/index.ts'
import { inkFor, plain } from './ink.ts'
import { inJunit, inLines, inOneLine, inText } from './report.ts'
import { readRequest } from './request.ts'
import { writeSkeleton } from './skeleton.ts'

// Each play waits up to two minutes for a machine that is too slow, and may be played three times.
vi.setConfig({ testTimeout: 600_000 })

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
    const pieces = piecesOf(course).filter((piece) => piece.name === name)
    return (await playAll(pieces, { course, pool, jobs: 1 }))[0]
  } finally {
    await rm(root, { recursive: true })
  }
}

describe.concurrent('the skeleton', () => {
  test.each(['as written', 'solution', 'wrong/sends-nothing', 'quiz how-many'])(
    'is proven %s',
    async (name) => {
      expect(await played(name)).toMatchObject({ passed: true, plays: { held: 1, of: 1 } })
    },
  )
})

test('names its listener by the term, where the course has it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lessons-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const said = async (name: string): Promise<string> => {
    expect(await writeSkeleton(root, name)).toBeUndefined()
    expect((await checkCourse(root)).mistakes).toEqual([])
    return readFile(join(root, name, '01-first-step/README.md'), 'utf8')
  }
  const link = '[subscriber](../../glossary.md#subscriber)'
  expect(await said('07-patterns')).toContain(link)
  expect(await said('08-more')).toContain(link)
  await rm(join(root, '07-patterns'), { recursive: true })
  await rm(join(root, '08-more'), { recursive: true })
  await writeFile(join(root, 'glossary.md'), '# Glossary\n')
  expect(await said('07-patterns')).toContain('is the subscriber, and')
})

test('an attempt may keep another program from starting', async () => {
  const never = ['channel: news, by: subscriber', 'channel: sport, by: subscriber'] as const
  expect(await played('wrong/sends-nothing', never)).toMatchObject({ passed: true })
})

const untrue: readonly (readonly [string, readonly [string, string], RegExp])[] = [
  [
    'quiz how-many',
    ['channel: news, by: subscriber', 'channel: sport, by: subscriber'],
    /publisher did not start: what it starts after did not come\./,
  ],
  ['as written', ['received by 0', 'received by 1'], /- received by 1\n {2}\+ received by 0/],
  ['as written', ["subscriber: ''", 'subscriber: hello'], /- hello/],
  [
    'as written',
    ['lost: { by: publisher }', 'published: { receivers: 1 }'],
    /- a program publishes a message, received by 1\n {2}\+ PUBLISH returned 0 at .* s: nobody had subscribed yet/,
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
    /solution\/ does not meet it-arrives:\n {2}it-arrives {2}not {3}.*news/,
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
    expect(result && inText(result, plain)).toMatch(says)
    expect(result?.passed).toBe(false)
  })
})

describe('a share of runs', () => {
  const coin = "import random\nprint('heads' if random.random() < 0.5 else 'tails')\n"

  /** What is said of the share of runs in which `main.py` prints heads. */
  async function counted(share: string, main: string): Promise<readonly Finding[]> {
    const root = await mkdtemp(join(tmpdir(), 'lessons-'))
    const folder = join(root, '07-patterns/01-first-step')
    try {
      await writeSkeleton(root, '07-patterns')
      for (const part of ['solution', 'wrong', 'subscriber.py', 'publisher.py', '../quiz.yaml'])
        await rm(join(folder, part), { recursive: true })
      await rm(join(root, 'glossary.md'))
      await writeFile(join(folder, 'README.md'), '# A coin\n\nThrow it.\n')
      await writeFile(join(folder, 'main.py'), main)
      await writeFile(
        join(folder, 'step.yaml'),
        `programs: { main: { file: main.py } }\ntruths:\n  heads: { output: { line: heads }, share: ${share}, runs: 20 }\n`,
      )
      const { course, mistakes } = await checkCourse(root)
      expect(mistakes).toEqual([])
      const pieces = piecesOf(course).filter(({ name }) => name === 'share heads')
      const results = await playAll(pieces, { course, pool, jobs: 1 })
      return results.flatMap(({ findings }) => findings)
    } finally {
      await rm(root, { recursive: true })
    }
  }

  test('is proven by counting, and the count is what was measured', async () => {
    const [found] = await counted('40%..60%', coin)
    expect(found).toMatchObject({ claim: 'share heads', holds: true, counted: { runs: 20 } })
    expect(found?.say).toBe(`It held in ${found?.counted?.held} of 20 runs`)
  })

  test('is refuted when what it counts is always so', async () => {
    expect(await counted('40%..60%', "print('heads')\n")).toEqual([
      expect.objectContaining({
        holds: false,
        say: expect.stringMatching(/^It held in \d+ of \d+ runs, which is not 40% to 60%\.$/),
      }),
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
    [['--repeat', '3'], { type: 'prove', repeat: 3 }],
    [['--record', '--only', '01/02', '--yes'], { record: true, only: '01/02', yes: true }],
    [['--jsno'], { type: 'wrong' }],
    [['paly'], { type: 'wrong' }],
    [['play', '01'], { type: 'wrong', say: 'Use --only 01.' }],
  ])('%s is understood', (words, request) => {
    expect(readRequest(words)).toMatchObject(request)
  })
})

describe('a report', () => {
  const finding: Finding = {
    claim: 'expect main',
    place: { file: 'step.yaml', keys: ['expect', 'main'] },
    holds: false,
    say: 'main prints something else:',
    parts: [],
    differences: [
      { mark: '-', line: '<one>' },
      { mark: '+', line: '<two>' },
      ...['a', 'b', 'c', 'd'].map((line) => ({ mark: ' ' as const, line })),
    ],
  }
  const result: Result = {
    ...{
      lesson: '01-a',
      step: '01-b',
      name: 'as written',
      passed: false,
      ms: 1234,
      slow: 1,
      sure: true,
    },
    plays: { held: 0, of: 3 },
    findings: [finding],
  }
  const placed = { result, places: new Map([[finding, 'lessons/01-a/01-b/step.yaml:7:3']]) }

  test('for people says where, what differs, how sure it is, and what to do', () => {
    expect(inOneLine(result, plain)).toBe('FAILED  01-a/01-b  as written  1.2 s\n')
    expect(inLines(placed, { ink: plain, options: '' })).toBe(`
FAILED  01-a/01-b  as written
  expect main  lessons/01-a/01-b/step.yaml:7:3
    main prints something else:
      - claimed  + observed
      - <one>
      + <two>
        a
        b
        ... 2 lines alike
  It was so in 3 of 3 plays.
  If what was observed is right: npm run lessons -- --record --only 01-a/01-b
`)
  })

  test('tells what is not always so from what never is', () => {
    const some = { ...placed, result: { ...result, plays: { held: 2, of: 3 } } }
    const style = { ink: plain, options: ' --lessons elsewhere' }
    expect(inLines(some, style)).toContain('It held in 2 of 3 plays: it is not always so.')
    expect(inLines(some, style)).toContain('--only 01-a/01-b --lessons elsewhere\n')
  })

  test('calls nothing wrong that was seen on a machine too slow for it', () => {
    const unsure = { ...placed, result: { ...result, sure: false } }
    expect(inOneLine(unsure.result, plain)).toBe('UNSURE  01-a/01-b  as written  1.2 s\n')
    const lines = inLines(unsure, { ink: plain, options: '' })
    expect(lines).toContain('Nothing is proven by this, one way or the other')
    expect(lines).toContain('When it has less to do: npm run lessons -- --only 01-a/01-b\n')
  })

  test('has colours on a terminal alone, and not when they are refused', () => {
    const red = inkFor({ isTTY: true }, {}).red('x')
    expect(red).toBe('\u001b[31mx\u001b[39m')
    for (const ink of [inkFor({}, {}), inkFor({ isTTY: true }, { NO_COLOR: '1' })])
      expect(ink.red('x')).toBe('x')
  })

  test('for JUnit is XML', () => {
    const mistakes = [
      { path: '01-a/lesson.yaml', line: 2, column: 1, weight: 'error', say: 'Unknown key <x>.' },
      { path: '01-a/lesson.yaml', line: 1, column: 1, weight: 'warning', say: 'Long.' },
    ] as const
    const played = inJunit({ mistakes: [], results: [result] }, plain)
    expect(played).toContain('<testcase classname="form" name="lint"/>')
    expect(played).toContain(
      '<testcase classname="01-b" name="as written" time="1.234"><failure>main prints something else:\n',
    )
    expect(played).toContain('- &lt;one&gt;')
    expect(inJunit({ mistakes, results: [] }, plain)).toContain(
      `<testsuite name="form" tests="1" failures="1">
    <testcase classname="01-a/lesson.yaml" name="2:1"><failure>Unknown key &lt;x&gt;.</failure></testcase>
`,
    )
  })
})
