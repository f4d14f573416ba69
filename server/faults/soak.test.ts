/** The soak in short: some labs for 15 seconds, and nothing is lost, doubled, misdelivered or left over. */
import { expect, test } from 'vitest'
import { soak } from './soak.ts'

const LABS = 6
const MINUTES = 15 / 60

test('learners who talk, flood, crash and hold an app lose nothing, and nothing is left', async () => {
  const report = await soak({ labs: LABS, minutes: MINUTES })
  expect(report.wrong).toEqual([])
  expect(report.runs).toBeGreaterThanOrEqual(LABS)
  expect(report.sent).toBe(report.seen + report.leftOut + report.told)
  expect(report.published).toBeGreaterThan(0)
}, 900_000)
