/** `npm test`: sets up what the tests need, runs everything, and closes with `N passed, N failed`. */
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setUpBuild, studioTarget, targets } from './setup/build.ts'
import { checks, runChecks } from './setup/checks.ts'
import { setUpChromium } from './setup/chromium.ts'
import { share, tee } from './setup/command.ts'
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
      '--reporter=json',
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

async function python(): Promise<Counts> {
  heading('Python tests')
  const folder = 'server/lab/supervisor'
  const { status, printed } = await tee([python3, '-m', 'unittest', 'discover', '-s', folder], {
    cwd: project,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PACKAGES: places.python },
  })
  return unittestCounts(printed, status)
}

/** What has not changed since it was proven is not played again, but in continuous integration. */
async function lessons(): Promise<Counts> {
  heading('Lessons')
  const command = [process.execPath, '--import', 'tsx', 'server/cli/lessons.ts'] as const
  const { status, printed } = await tee(command, { cwd: project, env: process.env })
  return lessonCounts(printed, status)
}

/** Every attack, side by side: the machine is theirs for that time. */
async function attacks(): Promise<Counts> {
  heading('Attacks')
  const { status, printed } = await tee(
    [process.execPath, '--import', 'tsx', 'server/cli/attack.ts'],
    { cwd: project, env: process.env },
  )
  return attackCounts(printed, status)
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
  heading('Unit and server tests')
  counts = add(counts, await vitest(['unit', 'server']))
  counts = add(counts, await python())
  counts = add(counts, await attacks())
  counts = add(counts, await lessons())
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
