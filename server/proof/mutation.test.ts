/** Each claim of lesson 1 turned round, on what a real lab showed: every one of them is caught. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Claim, Course, Step } from '../lessons/index.ts'
import type { Registry } from '../session/index.ts'
import type { Finding } from './finding.ts'
import { judgeStart, judgeWrong } from './judging.ts'
import { Performance } from './performance.ts'
import { registryOf } from './registry.ts'

const { paths } = readConfig([], {})
const LESSON = '01-redis-as-a-broker'
const course: Course = await loadCourse(paths.lessons)
const steps = (course.find(LESSON)?.steps ?? []).filter(({ programs }) => programs.length > 0)
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

/** The claim said otherwise: not at all, with another number, in another order. */
function flips(claim: Claim): Claim[] {
  const all: Claim[] = [{ fact: 'not', claim }]
  if (claim.fact === 'order') all.push({ ...claim, claims: claim.claims.toReversed() })
  if (claim.fact === 'published' && claim.receivers !== undefined) {
    const { min, max } = claim.receivers
    if (min === max) all.push({ ...claim, receivers: { min: min + 1, max: max + 1 } })
  }
  if (claim.fact === 'visit' && claim.status !== undefined)
    all.push({ ...claim, status: claim.status + 1 })
  return all
}

/** The step with one thing that it claims changed, each in turn. */
function mutants(step: Step): { what: string; step: Step }[] {
  const truths = step.truths.flatMap((truth, at) =>
    flips(truth.claim).map((claim, flip) => ({
      what: `truth ${truth.id}, ${flip}`,
      step: { ...step, truths: step.truths.with(at, { ...truth, claim }) },
    })),
  )
  const expects = [...step.expect].flatMap(([program, blocks]) =>
    blocks.map((block, at) => {
      const lines = block.lines.length === 0 ? ['a line'] : block.lines.slice(1)
      const changed = new Map(step.expect).set(program, blocks.with(at, { ...block, lines }))
      return { what: `expect ${program}, block ${at}`, step: { ...step, expect: changed } }
    }),
  )
  const options = step.predict?.options ?? []
  const predictions = options.map((option, at) => {
    const claim: Claim = { fact: 'not', claim: option.claim }
    const changed = { options: options.with(at, { ...option, claim }) }
    return { what: `option ${at + 1}`, step: { ...step, predict: changed } }
  })
  return [...truths, ...expects, ...predictions]
}

async function played<T>(
  step: Step,
  files: Readonly<Record<string, string>>,
  look: (played: Performance) => T | Promise<T>,
): Promise<T> {
  const performance = new Performance(registry, {
    lesson: LESSON,
    step,
    files,
    claims: step.truths.map(({ claim }) => claim),
    slow: 1,
  })
  try {
    await performance.play()
    return await look(performance)
  } finally {
    performance.leave()
  }
}

const broken = (findings: readonly Finding[]): Finding[] => findings.filter(({ holds }) => !holds)

describe.concurrent('a claim turned round', () => {
  test.each(steps)('is caught in $id', async (step) => {
    const missed = await played(step, {}, (performance) => {
      expect(broken(judgeStart(step, performance))).toEqual([])
      return mutants(step).filter(
        (mutant) => broken(judgeStart(mutant.step, performance)).length === 0,
      )
    })
    expect(missed.map(({ what }) => what)).toEqual([])
  })

  const wrongs = steps.flatMap((step) =>
    (step.exercise?.wrong ?? []).map((wrong) => ({ step, wrong, name: `${step.id} ${wrong.id}` })),
  )
  test.each(wrongs)('is caught in $name', async ({ step, wrong }) => {
    await played(step, wrong.files, async (performance) => {
      const seen = { played: performance, hint: await performance.hint() }
      expect(broken(judgeWrong(step, wrong, seen))).toEqual([])
      const fewer = { ...wrong, fails: wrong.fails.slice(1) }
      expect(broken(judgeWrong(step, fewer, seen))).toHaveLength(1)
      const other = step.exercise?.hints.find(({ id }) => id !== wrong.hint)?.id ?? ''
      expect(broken(judgeWrong(step, { ...wrong, hint: other }, seen))).toHaveLength(1)
    })
  })
})
