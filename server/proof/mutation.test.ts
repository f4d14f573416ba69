/** Each claim of each lesson turned round, on what a real lab showed: every one of them is caught. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Course, Step } from '../lessons/index.ts'
import type { Registry } from '../session/index.ts'
import type { Finding } from './finding.ts'
import { judge, judgeSolution, judgeStart, judgeWrong } from './judging.ts'
import { flips, mutantsOf } from './mutants.fixture.ts'
import { Performance } from './performance.ts'
import { judgeAnswer, untilItEnds } from './question.ts'
import { registryOf } from './registry.ts'

const { paths } = readConfig([], {})
const course: Course = await loadCourse(paths.lessons)
const steps = course.lessons.flatMap(({ id: lesson, steps: all }) =>
  all
    .filter(({ programs }) => programs.length > 0)
    .map((step) => ({ lesson, step, name: `${lesson.slice(0, 2)}/${step.id}` })),
)
let pool: Pool
let registry: Registry

beforeAll(async () => {
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 6 })
  registry = registryOf(course, pool)
})
afterAll(async () => {
  registry.dispose()
  await pool.dispose()
})

interface Part {
  readonly lesson: string
  readonly step: Step
  readonly files?: Readonly<Record<string, string>>
}

async function played<T>(
  { lesson, step, files = {} }: Part,
  look: (played: Performance) => T | Promise<T>,
  claims = step.truths.map(({ claim }) => claim),
): Promise<T> {
  const performance = new Performance(registry, { lesson, step, files, claims, slow: 2 })
  try {
    await performance.play()
    return await look(performance)
  } finally {
    performance.leave()
  }
}

const broken = (findings: readonly Finding[]): Finding[] => findings.filter(({ holds }) => !holds)

describe.concurrent('a claim turned round', () => {
  test.each(steps)('is caught in $name', async ({ lesson, step }) => {
    await played({ lesson, step }, (performance) => {
      expect(broken(judgeStart(step, performance))).toEqual([])
      const missed = mutantsOf(step).filter(
        (mutant) => broken(judgeStart(mutant.step, performance)).length === 0,
      )
      expect(missed.map(({ what }) => what)).toEqual([])
    })
  })

  const exercises = steps.flatMap(({ lesson, step, name }) =>
    step.exercise === undefined ? [] : [{ lesson, step, name, exercise: step.exercise }],
  )
  test.each(exercises)('is caught in the solution of $name', async (part) => {
    const { checks, solution } = part.exercise
    const claims = checks.map(({ claim }) => claim)
    const look = (performance: Performance): void => {
      expect(broken(judgeSolution(performance))).toEqual([])
      const missed = claims.flatMap(flips).filter((flip) => judge(flip, performance).holds)
      expect(missed).toEqual([])
    }
    await played({ ...part, files: solution }, look, claims)
  })

  const wrongs = exercises.flatMap(({ exercise, name, ...part }) =>
    exercise.wrong.map((wrong) => ({ ...part, wrong, exercise, name: `${name} ${wrong.id}` })),
  )
  test.each(wrongs)('is caught in $name', async ({ wrong, exercise, ...part }) => {
    await played({ ...part, files: wrong.files }, async (performance) => {
      const seen = { played: performance, hint: await performance.hint() }
      expect(broken(judgeWrong(wrong, seen))).toEqual([])
      const fewer = { ...wrong, fails: wrong.fails.slice(1) }
      expect(broken(judgeWrong(fewer, seen))).toHaveLength(1)
      const other = exercise.hints.find(({ id }) => id !== wrong.hint)?.id ?? ''
      expect(broken(judgeWrong({ ...wrong, hint: other }, seen))).toHaveLength(1)
    })
  })

  const questions = course.lessons.flatMap(({ id: lesson, played: all }) =>
    all.flatMap((asked) => {
      const found = steps.find((one) => one.lesson === lesson && one.step.id === asked.step)
      return found ? [{ asked, ...found, name: `${lesson} ${asked.question}` }] : []
    }),
  )
  test.each(questions)('is caught in the answer of $name', async ({ asked, ...part }) => {
    const look = (performance: Performance): void => {
      expect(broken(judgeAnswer(asked, performance))).toEqual([])
      const more = { ...asked, prints: `${asked.prints.trimEnd()}!` }
      expect(broken(judgeAnswer(more, performance))).toHaveLength(1)
    }
    await played({ ...part, files: asked.files }, look, [untilItEnds(part.step, asked)])
  })
})
