/** `npm test`: sets up what the tests need, runs everything, and closes with `N passed, N failed`. */
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setUpBuild, studioTarget, targets } from './setup/build.ts'
import { checks, runChecks } from './setup/checks.ts'
import { setUpChromium } from './setup/chromium.ts'
import { capture, share, tee } from './setup/command.ts'
import {
  add,
  attackCounts,
  broken,
  lessonCounts,
  none,
  unittestCounts,
  vitestCounts,
} from './setup/counts.ts'
import type { Counts } from './setup/counts.ts'
import { Interrupted } from './setup/interrupt.ts'
import { main } from './setup/main.ts'
import { setUpOwner } from './setup/owner.ts'
import { places, project, python3 } from './setup/places.ts'
import { describe } from './setup/problem.ts'
import { setUpPackages } from './setup/python.ts'
import { seconds } from './setup/step.ts'
import { setUpSystem, testParts } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

async function vitest(projects: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const report = path.join(project, 'node_modules/.cache/tests.json')
  await fs.rm(report, { force: true })
  const status = await share(
    [
      path.join(project, 'node_modules/.bin/vitest'),
      'run',
      '--reporter=default',
      `--reporter=${path.join(import.meta.dirname, 'setup/reporter.ts')}`,
      `--outputFile.json=${report}`,
      ...projects.map((name) => `--project=${name}`),
    ],
    { cwd: project, env: { ...process.env, ...env } },
  )
  return vitestCounts(await fs.readFile(report, 'utf8').catch(() => undefined), status)
}

/** What does not build is one failure; the checks after it say more. */
async function build(): Promise<Counts> {
  try {
    await setUpBuild([...targets, studioTarget])
    return { ...none, passed: 1 }
  } catch (error) {
    if (error instanceof Interrupted) throw error
    process.stdout.write(`${describe(error)}\n`)
    return broken('the build')
  }
}

/** A command of its own, and how its result is read. */
interface Stage {
  readonly title: string
  readonly command: readonly [string, ...string[]]
  readonly env: NodeJS.ProcessEnv
  readonly counts: (printed: string, status: number) => Counts
}

const fromSource = [process.execPath, '--import', 'tsx'] as const

const python: Stage = {
  title: 'Python tests',
  command: [python3, '-m', 'unittest', 'discover', '-s', 'server/lab/supervisor'],
  env: { PYTHONDONTWRITEBYTECODE: '1', PACKAGES: places.python },
  counts: unittestCounts,
}

/** What has not changed since it was proven is not played again, but in continuous integration. */
const lessons: Stage = {
  title: 'Lessons',
  command: [...fromSource, 'server/cli/lessons.ts'],
  env: {},
  counts: lessonCounts,
}

/** Every attack, side by side: the machine is theirs for that time. */
const attacks: Stage = {
  title: 'Attacks',
  command: [...fromSource, 'server/cli/attack.ts'],
  env: {},
  counts: attackCounts,
}

async function played(
  { command, env, counts }: Stage,
  run: typeof tee,
): Promise<{ counts: Counts; printed: string }> {
  const { status, printed } = await run(command, {
    cwd: project,
    env: { ...process.env, ...env },
  })
  return { counts: counts(printed, status), printed }
}

/** Plays the stages one after the other while the work is done; what they print is shown after it. */
async function beside(stages: readonly Stage[], work: Promise<Counts>): Promise<Counts> {
  const shown: string[] = []
  const all = async (): Promise<Counts> => {
    let sum = none
    for (const stage of stages) {
      const { counts, printed } = await played(stage, capture)
      shown.push(`\n== ${stage.title}\n${printed}`)
      sum = add(sum, counts)
    }
    return sum
  }
  const [first, second] = await Promise.all([work, all()])
  process.stdout.write(shown.join(''))
  return add(first, second)
}

async function browser(): Promise<Counts> {
  heading('Browser tests')
  const found = await setUpChromium()
  if (found.type === 'found') return vitest(['e2e'], { CHROMIUM: found.file })
  process.stdout.write(`The browser tests are left out: ${found.why}.\n`)
  return process.env.CI === 'true' ? broken('no browser') : none
}

/** Tests start some programs by name; what was unpacked is found as if it were installed. */
function findUnpacked(): void {
  if (!existsSync(places.system)) return
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  process.env.PATH = `${process.env.PATH ?? ''}:${path.join(places.system, 'usr/bin')}`
  process.env.LD_LIBRARY_PATH = path.join(places.system, 'usr/lib', triplet)
}

function heading(text: string): void {
  process.stdout.write(`\n== ${text}\n`)
}

async function setUp(): Promise<Counts> {
  await setUpSystem(testParts)
  findUnpacked()
  await setUpPackages()
  const counts = await build()
  await setUpOwner()
  return counts
}

async function everything(): Promise<Counts> {
  heading('Set-up')
  let counts = await inTurn(setUp)
  heading('Checks')
  counts = add(counts, { ...none, ...(await runChecks(checks)) })
  heading('Unit tests')
  counts = add(counts, await vitest(['unit']))
  heading('Server tests; beside them Python tests and lessons, which are shown after')
  counts = add(counts, await beside([python, lessons], vitest(['server'])))
  heading(attacks.title)
  counts = add(counts, (await played(attacks, tee)).counts)
  return add(counts, await browser())
}

await main(async () => {
  const began = performance.now()
  const { passed, failed, skipped, failures } = await everything()
  if (failures.length > 0) heading('What failed')
  for (const one of failures) process.stdout.write(`${one.replaceAll(`${project}/`, '')}\n`)
  const more = skipped === 0 ? '' : `${skipped} skipped; `
  process.stdout.write(`\n${more}all of it took ${seconds(performance.now() - began)}\n`)
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})
