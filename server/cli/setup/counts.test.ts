/** The closing line adds up what each runner left. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { capture } from './command.ts'
import { add, attackCounts, lessonCounts, none, unittestCounts, vitestCounts } from './counts.ts'
import { project } from './places.ts'

const report = (passed: number, failed: number, testResults: readonly object[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 2,
    testResults,
  })

test('a vitest report gives its numbers', () => {
  const counts = { passed: 40, failed: 3, skipped: 2, failures: [] }
  expect(vitestCounts(report(40, 3), 1)).toEqual(counts)
})

test('a vitest report names what failed, and the file that could not be read', () => {
  const passed = { status: 'passed', fullName: 'holds', failureMessages: [] }
  const failed = {
    status: 'failed',
    fullName: 'a lab opens',
    failureMessages: ['\u001b[31mError: late\u001b[39m\n    at lab.test.ts:3'],
  }
  const files = [
    { name: 'lab.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
    { name: 'odd.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
  ]
  expect(vitestCounts(report(1, 1, files), 1).failures).toEqual([
    'lab.test.ts: a lab opens\n    Error: late\n        at lab.test.ts:3',
    'odd.test.ts\n    SyntaxError',
  ])
})

/** What is told of a test whose diff is this. */
function toldOf(diff: string): string | undefined {
  const test = {
    status: 'failed',
    fullName: 'it',
    failureMessages: ['no'],
    meta: { diffs: [diff] },
  }
  const files = [{ name: 'a.ts', status: 'failed', message: '', assertionResults: [test] }]
  return vitestCounts(report(0, 1, files), 1).failures[0]
}

test('what differed is told below, and no more of it than a reader takes', () => {
  expect(
    toldOf('- Expected\n+ Received\n\n  {\n-   "a": 1,\n\u001b[31m+   "a": 2,\u001b[39m\n  }'),
  ).toBe('a.ts: it\n    no\n    - Expected\n    + Received\n    -   "a": 1,\n    +   "a": 2,')
  const much = toldOf(`+ ${'x'.repeat(9_000)}\n`.repeat(1_000)) ?? ''
  expect(much).toMatch(/\+ x{398}\.\.\.\n {4}\.\.\. 980 more lines differ$/)
  expect(much.split('\n')).toHaveLength(23)
})

test('a real report has what differed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'report-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const values = 'expect({ a: 1, b: [1, { c: "here" }] }).toEqual({ a: 1, b: [1, { c: "there" }] })'
  const from = path.join(project, 'node_modules/vitest/dist/index.js')
  const source = `import { expect, test } from '${from}'\ntest('it', () => ${values})\n`
  await writeFile(path.join(folder, 'a.test.ts'), source)
  const reporter = path.join(import.meta.dirname, 'reporter.ts')
  const outputs = [`--reporter=${reporter}`, '--outputFile.json=report.json']
  const vitest = path.join(project, 'node_modules/.bin/vitest')
  const { status } = await capture([vitest, 'run', '--root', folder, ...outputs])
  const { failed, failures } = vitestCounts(
    await readFile(path.join(folder, 'report.json'), 'utf8'),
    status,
  )
  expect(failed).toBe(1)
  expect(failures.join()).toMatch(/-\s+"c": "there",\n\s+\+\s+"c": "here",$/)
})

test('a vitest run that breaks without a failed test is one failure', () => {
  expect(vitestCounts(report(40, 0), 1).failed).toBe(1)
  expect(vitestCounts(undefined, 0).failed).toBe(1)
})

test.each([
  ['Ran 12 tests in 0.3s\n\nOK\n', 0, { passed: 12, failed: 0, skipped: 0 }],
  ['Ran 12 tests in 0.3s\n\nOK (skipped=2)\n', 0, { passed: 10, failed: 0, skipped: 2 }],
  ['Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2)\n', 1, { passed: 6, failed: 3, skipped: 0 }],
  ['Ran 0 tests in 0.0s\n\nOK\n', 0, { passed: 0, failed: 1, skipped: 0 }],
  ['Traceback (most recent call last):\n', 1, { passed: 0, failed: 1, skipped: 0 }],
])('unittest ending in %j', (printed, status, counts) => {
  expect(unittestCounts(printed, status)).toMatchObject(counts)
})

const broke = `..F.
======================================================================
FAIL: test_opens (test_lab.Lab)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "test_lab.py", line 3, in test_opens
AssertionError: 1 != 2

----------------------------------------------------------------------
Ran 4 tests in 0.3s

FAILED (failures=1)
`

test('unittest names what failed, and how', () => {
  expect(unittestCounts(broke, 1).failures).toEqual([
    `FAIL: test_opens (test_lab.Lab)
    Traceback (most recent call last):
      File "test_lab.py", line 3, in test_opens
    AssertionError: 1 != 2`,
  ])
})

test.each([
  [
    'resources/fork-bomb ...\n128 attacks in 70 s\n128 stopped, 0 not\n',
    0,
    { passed: 128, failed: 0 },
  ],
  ['127 stopped, 1 not\n', 1, { passed: 127, failed: 1 }],
  ['125 stopped, 0 not, 3 skipped\n', 0, { passed: 125, failed: 0, skipped: 3 }],
  ['The port is taken.\n', 1, { passed: 0, failed: 1 }],
])('attacks that print %j', (printed, status, counts) => {
  expect(attackCounts(printed, status)).toMatchObject({ skipped: 0, ...counts })
})

test('an attack that broke something is named, with what it broke', () => {
  const printed = `redis/flushall  acl  refused  done 1.0 s
shared/files  uid  owner  done BROKE 2.0 s
    a decoy was read
redis/lua  timeout  killed  done 1.0 s
2 stopped, 1 not
`
  expect(attackCounts(printed, 1).failures).toEqual([
    'shared/files  uid  owner  done BROKE 2.0 s\n    a decoy was read',
  ])
})

test('lessons are one thing that holds, or those that do not are named', () => {
  const printed =
    'passed  01/02  as written  1.0 s\n\nFAILED  01/03  as written\n  prints 1\n\nend\n'
  expect(lessonCounts(printed, 0)).toEqual({ ...none, passed: 1 })
  expect(lessonCounts(printed, 1)).toMatchObject({
    failed: 1,
    failures: ['FAILED  01/03  as written\n  prints 1'],
  })
})

test('counts add up by kind', () => {
  const sum = add(
    { passed: 1, failed: 2, skipped: 3, failures: ['a'] },
    { passed: 10, failed: 20, skipped: 30, failures: ['b'] },
  )
  expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33, failures: ['a', 'b'] })
})
