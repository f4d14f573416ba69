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
  // The longest first, and on one core: the others run beside it.
  { title: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', ...formatted] },
  { title: 'types', command: [bin('tsc'), '-b'] },
  { title: 'lint', command: [bin('oxlint'), '-c', '.ci/lint.json', '--type-aware', '--quiet'] },
  { title: 'import table', command: script('.ci/imports.ts') },
  { title: 'lessons', command: script('server/cli/lessons.ts', 'lint') },
  { title: 'protocol rules', command: script('.ci/rules.ts') },
]

/** Runs two at a time, says each result when it is there, and shows what a failing one printed. */
export async function runChecks(
  list: readonly Check[],
): Promise<{ passed: number; failed: number; failures: string[] }> {
  const failures: string[] = []
  const run = async ({ title, command }: Check): Promise<void> => {
    const began = performance.now()
    const { status, printed } = await capture(command, { cwd: project })
    const took = seconds(performance.now() - began)
    process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}  ${title}  ${took}\n`)
    if (status === 0) return
    failures.push(`check: ${title}`)
    process.stdout.write(`${printed.trimEnd()}\n`)
  }
  const waiting = [...list]
  const one = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await run(check)
  }
  await Promise.all([one(), one()])
  return { passed: list.length - failures.length, failed: failures.length, failures }
}
