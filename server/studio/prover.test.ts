/** The claims of a step, played in a real lab and recorded; the file is written when it is asked for, and not over another. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { courseChecker } from '../lessons/index.ts'
import { Store } from '../proof/index.ts'
import type { StudioPlay } from '../protocol/studio.ts'
import { LiveCourse } from './live.ts'
import { Prover } from './prover.ts'
import { writeTwoLessons } from './written.fixture.ts'
import type { Written } from './written.fixture.ts'

// Each play waits up to two minutes for a machine that is too slow, and may be played three times.
vi.setConfig({ testTimeout: 600_000 })

const { paths } = readConfig([], {})
const place = { lesson: '01-first', step: '01-run' }
const file = '01-first/01-run/step.yaml'
const form = 'programs: # what runs\n  main: { file: main.py }\n'
let pool: Pool
let course: Written
let live: LiveCourse
let prover: Prover
let told: () => void = () => undefined

beforeAll(async () => {
  pool = await openPool({ paths, log: () => undefined, warm: 1, capacity: 4 })
})
afterAll(() => pool.dispose())

beforeEach(async () => {
  course = await writeTwoLessons()
  await course.write(file, `${form}expect:\n  main: hullo\n`)
  live = new LiveCourse(courseChecker(course.root))
  await live.look()
  const store = new Store({ folder: join(course.root, '../proof'), course: 'c', engine: 'e' })
  prover = new Prover({
    ...{ root: course.root, link: 'ed:{path}:{line}:{column}', live, pool, store },
    tell: () => told(),
    log: (line) => {
      throw new Error(line)
    },
  })
})
afterEach(() => course.remove())

/** Resolves with the play when it is over. */
async function over(): Promise<StudioPlay> {
  for (;;) {
    const { now } = prover
    if (now?.ms !== undefined) return now
    await new Promise<void>((resolve) => (told = resolve))
  }
}

const written = (): Promise<string> => readFile(join(course.root, file), 'utf8')

test('what is not as claimed is told with its place, kept, and recorded when it is asked for', async () => {
  expect(prover.play({ ...place, what: 'claimed' })).toBeUndefined()
  expect(prover.play({ ...place, what: 'claimed' })).toMatch(/^Something is being played/)
  const { findings } = await over()
  expect(findings).toMatchObject([
    { claim: 'expect main', holds: false, href: `ed:${course.root}/${file}:4:3` },
  ])
  expect(findings[0]?.differences).toContainEqual({ mark: '+', line: 'hello' })
  expect(await prover.claims()).toMatchObject([{ claim: 'expect main', state: 'failed' }])

  expect(prover.play({ ...place, what: 'record' })).toBeUndefined()
  const { proposal } = await over()
  expect(proposal?.differences).toContainEqual({ mark: '-', line: '  main: hullo' })
  expect(proposal?.differences).toContainEqual({ mark: '+', line: '    hello' })
  expect(await written()).toBe(`${form}expect:\n  main: hullo\n`)
  expect(await prover.write('another')).toMatch(/gone/)
  expect(await prover.write(proposal?.id ?? '')).toBeUndefined()
  expect(await written()).toMatch(/^programs: # what runs\n(.*\n)+ {2}main:[^]*hello/)
  expect(prover.now?.settled).toBe(`${file} is written.`)

  await live.look()
  expect(await prover.claims()).toMatchObject([{ state: 'changed' }])
  prover.play({ ...place, what: 'claimed' })
  expect((await over()).findings).toMatchObject([{ holds: true }])
  expect(await prover.claims()).toMatchObject([{ state: 'proven' }])
})

test('a file that was changed meanwhile is not written over, and one that is left is left', async () => {
  prover.play({ ...place, what: 'record' })
  const { proposal } = await over()
  await course.write(file, `${form}# mine\n`)
  expect(await prover.write(proposal?.id ?? '')).toMatch(/has changed since/)
  expect(await written()).toBe(`${form}# mine\n`)
  await live.look()
  prover.play({ ...place, what: 'record' })
  const second = (await over()).proposal?.id ?? ''
  prover.drop(second)
  expect(prover.now?.proposal).toBeUndefined()
  expect(await prover.write(second)).toMatch(/gone/)
  expect(await written()).toBe(`${form}# mine\n`)
})

test('a lesson with mistakes is not played, nor what a step has not', async () => {
  expect(prover.play({ ...place, what: 'wrong' })).toMatch(/nothing of that kind/)
  await course.write(file, `${form}nonsense: 1\n`)
  await live.look()
  expect(prover.play({ ...place, what: 'claimed' })).toMatch(/has mistakes/)
})

test('a play that is stopped keeps nothing', async () => {
  await course.write('01-first/01-run/main.py', 'print("hello")\nimport time\ntime.sleep(60)\n')
  await live.look()
  prover.play({ ...place, what: 'claimed' })
  prover.stop()
  expect(await over()).toMatchObject({ findings: [], trouble: 'Stopped. Nothing is kept of it.' })
  expect(await prover.claims()).toMatchObject([{ state: 'never' }])
})
