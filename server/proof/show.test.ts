/** A step shown once: everything that was observed, from the first start on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import { show } from './show.ts'

const { paths } = readConfig([], {})
const course = await loadCourse(paths.lessons)
let pool: Pool

beforeAll(async () => {
  pool = await openPool({ paths, log: () => undefined, warm: 1, capacity: 2 })
})
afterAll(() => pool.dispose())

test('what programs print, what Redis does and who ends is seen in order', async () => {
  const lesson = '01-redis-as-a-broker'
  const step = course.find(lesson)?.steps.find(({ id }) => id === '03-two-programs')
  if (step === undefined) throw new Error('no such step')
  const { seen, until } = await show({ lesson, step }, { course, pool })
  const at = (type: string, program: string): number =>
    seen.findIndex((one) => one.type === type && 'program' in one && one.program === program)
  expect(at('started', 'subscriber')).toBe(0)
  expect(at('subscribed', 'subscriber')).toBeGreaterThan(0)
  expect(at('published', 'publisher')).toBeGreaterThan(at('subscribed', 'subscriber'))
  expect(at('delivered', 'subscriber')).toBeGreaterThan(at('subscribed', 'subscriber'))
  expect(at('ended', 'publisher')).toBeGreaterThan(at('published', 'publisher'))
  expect(at('ended', 'subscriber')).toBe(-1)
  const [first] = seen
  expect(first?.type === 'started' && until - first.at).toBeGreaterThan(500)
})
