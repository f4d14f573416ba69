/** Lesson 1 on its stage, for the test files that import it: each test arrives in a lab of its own, plays its programs and visits its apps. */
import { afterAll, beforeAll, expect } from 'vitest'
import type { TestContext } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Lab, Pool, Visited, VisitSpec } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Lesson, Step } from '../lessons/index.ts'
import { Played } from './play.ts'

const { paths } = readConfig([], {})
let lesson: Lesson
let pool: Pool

beforeAll(async () => {
  const course = await loadCourse(paths.lessons)
  const found = course.find('01-redis-as-a-broker')
  if (!found) throw new Error('lesson 1 is not there')
  lesson = found
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 6 })
})
afterAll(() => pool.dispose())

/** Starts a program of a step, with the learner's changes to its files. */
export type Play = (
  id: string,
  program: string,
  changes?: Readonly<Record<string, string>>,
) => Played

/** A visit on its way. */
interface Going {
  over: Promise<Visited>
  leave: () => void
}

/** Visits the app of a step as its button does. */
export type VisitApp = (id: string, path: string) => Going

export interface Arrived {
  lab: Lab
  play: Play
  visit: VisitApp
}

/**
 * Each test has a lab of its own: most of their time they wait, and can do so side by side. It is given
 * back when the test has ended.
 */
export async function arrive({ onTestFinished }: TestContext): Promise<Arrived> {
  const lab = await pool.take(() => undefined).lab
  if (!lab) throw new Error('no lab')
  onTestFinished(async () => {
    lab.dispose()
    await lab.closed
  })
  const play: Play = (id, name, files = {}) => {
    const step = stepOf(id)
    const program = step.programs.find((one) => one.id === name)
    if (!program) throw new Error(`no program ${name} in ${id}`)
    return new Played().begin(lab, { step, program, files })
  }
  const visit: VisitApp = (id, path) => {
    const apps = stepOf(id).programs.flatMap((one) => one.app ?? [])
    const app = apps.find(({ visits }) => visits.includes(path)) ?? apps[0]
    if (!app) throw new Error(`no app in ${id}`)
    return visitOf(lab, { port: app.port, path })
  }
  return { lab, play, visit }
}

export function visitOf(lab: Lab, spec: VisitSpec): Going {
  let leave = (): void => undefined
  const over = new Promise<Visited>((resolve) => {
    leave = lab.visit(spec, resolve)
  })
  return { over, leave: () => leave() }
}

/** The text of an answered visit. */
export function reads(visited: Visited): string {
  return visited.type === 'answered' ? visited.body.toString() : visited.type
}

export function stepOf(id: string): Step {
  const step = lesson.steps.find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}

/** A file of a step with one piece of it replaced, as a learner would edit it. */
export function edited(
  id: string,
  file: string,
  [from, to]: readonly [string, string],
): Record<string, string> {
  const source = stepOf(id).files[file] ?? ''
  expect(source).toContain(from)
  return { [file]: source.replace(from, to) }
}
