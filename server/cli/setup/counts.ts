/** Reads passed and failed out of what the test runners leave behind, and adds them up. */
import { stripVTControlCharacters } from 'node:util'
import * as z from 'zod/mini'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, and with what words: told again at the end, which is all that some will see of a long run. */
  readonly failures: readonly string[]
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }

/** One failure that nothing more is known of. */
export function broken(what: string): Counts {
  return { ...none, failed: 1, failures: [what] }
}

const Assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.optional(z.nullable(z.array(z.string()))),
  meta: z.optional(z.object({ diffs: z.optional(z.array(z.string())) })),
})

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(Assertion),
    }),
  ),
})

type TestFile = z.infer<typeof Report>['testResults'][number]

/** So much of each failure is told again: of its own words, and of what differed. */
const LINES = 12
const DIFFERENCES = 20
/** And so many characters of each line. */
const WIDTH = 400

/** A heading and what is below it, indented: words, then what differed. */
function failure(heading: string, words: string, diffs: readonly string[] = []): string {
  const lines = stripVTControlCharacters(words).trim().split('\n').slice(0, LINES)
  return [heading, ...[...lines, ...diffs.flatMap(differing)].map(indented)].join('\n')
}

function indented(line: string): string {
  return `    ${line.length > WIDTH ? `${line.slice(0, WIDTH)}...` : line}`.trimEnd()
}

/** The lines of a diff that are not alike. */
function differing(diff: string): string[] {
  const lines = stripVTControlCharacters(diff)
    .split('\n')
    .filter((line) => /^[-+]/.test(line))
  const more = lines.length - DIFFERENCES
  return more <= 0 ? lines : [...lines.slice(0, DIFFERENCES), `... ${more} more lines differ`]
}

function failuresOf({ name, status, message, assertionResults }: TestFile): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  const told = failed.map(({ fullName, failureMessages, meta }) =>
    failure(`${name}: ${fullName}`, failureMessages?.join('\n') ?? '', meta?.diffs),
  )
  // A file that cannot be read, or whose hooks fail, has no failed test.
  return told.length === 0 && status === 'failed' ? [failure(name, message ?? '')] : told
}

/** Lines that have `mark` in them, each with the indented ones below it. */
export function marked(printed: string, mark: RegExp): string[] {
  const found: string[] = []
  let open = false
  for (const line of stripVTControlCharacters(printed).split('\n')) {
    const isHead = mark.test(line)
    open = isHead || (open && line.startsWith('  '))
    if (isHead) found.push(line)
    else if (open) found.push(`${found.pop() ?? ''}\n${line}`)
  }
  return found
}

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }
}

/** Vitest's JSON report; a run that ended badly without a failed test counts as one failure. */
export function vitestCounts(report: string | undefined, status: number): Counts {
  if (report === undefined) return broken('vitest left no report')
  const parsed = Report.safeParse(JSON.parse(report))
  if (!parsed.success) return broken('vitest left a report of another form')
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = parsed.data
  const told = testResults.flatMap(failuresOf)
  const isOdd = numFailedTests === 0 && status !== 0
  return {
    passed: numPassedTests,
    failed: isOdd ? 1 : numFailedTests,
    skipped: numPendingTests,
    failures: isOdd && told.length === 0 ? [`vitest ended with status ${status}`] : told,
  }
}

/** unittest's last lines: `Ran 12 tests in 0.3s`, then `OK (skipped=1)` or `FAILED (failures=1, errors=2)`. */
export function unittestCounts(printed: string, status: number): Counts {
  const ran = Number(/^Ran (\d+) tests? in/m.exec(printed)?.[1] ?? 0)
  const last = /^(?:OK|FAILED)(?: \((.*)\))?$/m.exec(printed)?.[1] ?? ''
  const number = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(last)?.[1] ?? 0)
  const wrong = number('failures') + number('errors') + number('unexpected successes')
  const skipped = number('skipped')
  // Nothing found is not everything passed.
  if (wrong === 0 && (status !== 0 || ran === 0))
    return { ...broken(`unittest ended with status ${status}`), passed: ran - skipped, skipped }
  const blocks = printed.split(/^={20,}\n/m).slice(1)
  const failures = blocks.map((block) => {
    const [heading = '', , ...words] =
      block
        .split(/^-{20,}\nRan /m)[0]
        ?.trim()
        .split('\n') ?? []
    // The end of a traceback says what was wrong.
    return failure(heading, words.slice(-LINES).join('\n'))
  })
  return { passed: ran - wrong - skipped, failed: wrong, skipped, failures }
}

/** The last line of `npm run attack`: `60 stopped, 1 not`, or `60 stopped, 1 not, 2 skipped`. */
export function attackCounts(printed: string, status: number): Counts {
  const [, stopped = 0, not = 0, skipped = 0] =
    /^(\d+) stopped, (\d+) not(?:, (\d+) skipped)?$/m.exec(printed) ?? []
  const failures = marked(printed, /\bBROKE\b/)
  if (Number(not) === 0 && status !== 0)
    return { ...broken(`npm run attack ended with status ${status}`), passed: Number(stopped) }
  return { passed: Number(stopped), failed: Number(not), skipped: Number(skipped), failures }
}

/** The report of \`npm run lessons\`, as one thing that holds or not. */
export function lessonCounts(printed: string, status: number): Counts {
  if (status === 0) return { ...none, passed: 1 }
  const told = marked(printed, /^FAILED /)
  const failures = told.length === 0 ? [`npm run lessons ended with status ${status}`] : told
  return { ...none, failed: 1, failures }
}
