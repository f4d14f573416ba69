/** Reads passed and failed out of what the test runners leave behind, and adds them up. */
import * as z from 'zod/mini'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
})

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

/** Vitest's JSON report; a run that ended badly without a failed test counts as one failure. */
export function vitestCounts(report: string | undefined, status: number): Counts {
  if (report === undefined) return { ...none, failed: 1 }
  const parsed = Report.safeParse(JSON.parse(report))
  if (!parsed.success) return { ...none, failed: 1 }
  const { numPassedTests, numFailedTests, numPendingTests } = parsed.data
  const failed = numFailedTests === 0 && status !== 0 ? 1 : numFailedTests
  return { passed: numPassedTests, failed, skipped: numPendingTests }
}

/** unittest's last lines: `Ran 12 tests in 0.3s`, then `OK (skipped=1)` or `FAILED (failures=1, errors=2)`. */
export function unittestCounts(printed: string, status: number): Counts {
  const ran = Number(/^Ran (\d+) tests? in/m.exec(printed)?.[1] ?? 0)
  const last = /^(?:OK|FAILED)(?: \((.*)\))?$/m.exec(printed)?.[1] ?? ''
  const number = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(last)?.[1] ?? 0)
  const wrong = number('failures') + number('errors') + number('unexpected successes')
  const skipped = number('skipped')
  // Nothing found is not everything passed.
  const failed = wrong === 0 && (status !== 0 || ran === 0) ? 1 : wrong
  return { passed: Math.max(0, ran - wrong - skipped), failed, skipped }
}

/** The last line of `npm run attack`: `60 stopped, 1 not`. */
export function attackCounts(printed: string, status: number): Counts {
  const [, stopped = 0, not = 0] = /^(\d+) stopped, (\d+) not$/m.exec(printed) ?? []
  const failed = Number(not) === 0 && status !== 0 ? 1 : Number(not)
  return { passed: Number(stopped), failed, skipped: 0 }
}
