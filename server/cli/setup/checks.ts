/** The checks that need no running product, one child process each. */
import path from 'node:path'
import { capture } from './command.ts'
import { project } from './places.ts'
import { seconds } from './step.ts'

export interface Check {
  readonly title: string
  readonly command: readonly [string, ...string[]]
}

const bin = (name: string) => path.join(project, 'node_modules/.bin', name)
const script = (...command: string[]): [string, ...string[]] => [
  'node',
  '--import',
  'tsx',
  ...command,
]

export const formatted = ['client', 'server', '.ci', '*.{ts,json,md}'] as const

export const checks: readonly Check[] = [
  { title: 'types', command: [bin('tsc'), '-b'] },
  { title: 'lint', command: [bin('oxlint'), '-c', '.ci/lint.json', '--type-aware', '--quiet'] },
  { title: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', ...formatted] },
  { title: 'import table', command: script('.ci/imports.ts') },
  { title: 'lessons', command: script('server/cli/lessons.ts', 'lint') },
  { title: 'protocol rules', command: script('.ci/rules.ts') },
]

/** Runs them one after the other, says each result, and shows what a failing one printed. */
export async function runChecks(
  list: readonly Check[],
): Promise<{ passed: number; failed: number; failures: string[] }> {
  const failures: string[] = []
  for (const { title, command } of list) {
    const began = performance.now()
    const { status, printed } = await capture(command, { cwd: project })
    const took = seconds(performance.now() - began)
    process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}  ${title}  ${took}\n`)
    if (status === 0) continue
    failures.push(`check: ${title}`)
    process.stdout.write(`${printed.trimEnd()}\n`)
  }
  return { passed: list.length - failures.length, failed: failures.length, failures }
}
