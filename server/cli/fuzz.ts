/** `npm run fuzz`: tries seeded random input on all that reads what a stranger may have written. */
import { parseArgs } from 'node:util'
import { startVitest, type TestCase } from 'vitest/node'
import * as z from 'zod/mini'
import { capture } from './setup/command.ts'
import { main } from './setup/main.ts'
import { places, project, python3 } from './setup/places.ts'
import { Problem } from './setup/problem.ts'

const HELP = `npm run fuzz -- [--cases N] [--seed N] [--long] [NAME]...

Random input, the same for the same seed, for everything that reads what a stranger may have written. What
fails is shrunk and printed with its seed.
  NAME       those whose name contains NAME; else all
  --cases N  of each, default 100000; npm test tries some seconds of each
  --seed N   default another one each time; npm test has 1
  --long     lists and texts as long as they may be, not ten at most: many times slower
`

/** One line of the table. */
const Row = z.object({
  of: z.string(),
  seed: z.number(),
  cases: z.number(),
  slowest: z.number(),
  ms: z.number(),
  failed: z.string(),
})
type Row = z.infer<typeof Row>

function line(cells: readonly string[]): string {
  const [what = '', ...figures] = cells
  return `${[what.padEnd(32), ...figures.map((one) => one.padStart(11))].join(' ')}\n`
}

function show({ of, seed, cases, slowest, ms, failed }: Row): void {
  const rate = `${Math.round(cases / (ms / 1000))}`
  const figures = [`${seed}`, `${cases}`, rate, `${slowest.toFixed(1)} ms`]
  process.stdout.write(line([of, ...figures, failed === '' ? 'held' : 'FAILED']))
  if (failed !== '') process.stdout.write(`${failed.replaceAll(/^/gm, '    ')}\n`)
}

/** What a case failed by stands behind which case it was. */
function causeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'message' in cause
    ? String(cause.message)
    : ''
}

function rowOf(test: TestCase): Row | undefined {
  const { fuzz } = test.meta()
  const errors = test.result().errors ?? []
  const failed = errors.map(({ message, cause }) => [message, causeOf(cause)].join('\n')).join('\n')
  return fuzz && { ...fuzz, ms: test.diagnostic()?.duration ?? 0, failed }
}

/** Those of TypeScript; `told` hears of each when it is over. */
async function ours(names: readonly string[], told: (row: Row) => void): Promise<boolean> {
  const named = names.map((name) => name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  const vitest = await startVitest('test', ['.fuzz.test.ts'], {
    root: project,
    watch: false,
    project: ['unit', 'server'],
    ...(names.length === 0 ? {} : { testNamePattern: `^[^:]*(${named.join('|')})[^:]*:` }),
    reporters: [
      {
        onTestCaseResult(test) {
          const row = rowOf(test)
          if (row !== undefined) told(row)
        },
      },
    ],
  })
  const failed =
    vitest.state.getCountOfFailedTests() > 0 || vitest.state.getUnhandledErrors().length > 0
  for (const error of vitest.state.getUnhandledErrors())
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await vitest.close()
  return !failed
}

/** Those of the supervisor. */
async function pythons(names: readonly string[], told: (row: Row) => void): Promise<boolean> {
  const { status, printed } = await capture(
    [python3, '-m', 'unittest', 'discover', '-s', 'server/lab/supervisor', '-p', 'test_fuzz*.py'],
    {
      cwd: project,
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: '1',
        PACKAGES: places.python,
        FUZZ_NAMES: JSON.stringify(names),
      },
    },
  )
  const rows = printed.split('\n').filter((one) => one.startsWith('{"of"'))
  for (const row of rows) told(Row.parse(JSON.parse(row)))
  if (status !== 0) process.stderr.write(printed)
  return status === 0
}

function whole(name: string, text: string): string {
  if (!/^\d{1,9}$/.test(text)) throw new Problem(`--${name} is a whole number, not ${text}.`)
  return text
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: `${Date.now() % 1e9}` },
      long: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  process.env['FUZZ_CASES'] = whole('cases', values.cases)
  process.env['FUZZ_SEED'] = whole('seed', values.seed)
  if (values.long) process.env['FUZZ_LONG'] = '1'
  process.stdout.write(line(['what', 'seed', 'cases', 'cases/s', 'slowest', '']))
  let tried = 0
  const told = (row: Row): void => {
    tried += 1
    show(row)
  }
  const held = [await ours(positionals, told), await pythons(positionals, told)]
  if (tried === 0) throw new Problem(`Nothing is named ${positionals.join(' or ')}.`)
  return held.every(Boolean) ? 0 : 1
})
