/** `npm run lessons`: proves that lessons are well formed and that every claim in them is true. */
import { watch } from 'node:fs'
import fs from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { lessonSchemas } from '../lessons/index.ts'
import type { Course } from '../lessons/index.ts'
import { loadMachine } from '../proof/index.ts'
import { plain } from './lessons/ink.ts'
import { lint } from './lessons/lint.ts'
import { prove } from './lessons/prove.ts'
import { recordAll } from './lessons/record.ts'
import { inJunit } from './lessons/report.ts'
import { HELP, readRequest } from './lessons/request.ts'
import type { PlayRequest } from './lessons/request.ts'
import { writeSkeleton } from './lessons/skeleton.ts'
import { readTakeOut, takeOut } from './lessons/takeOut.ts'
import { main } from './setup/main.ts'
import { typed } from './setup/places.ts'
import { Problem } from './setup/problem.ts'
import { setUpPackages } from './setup/python.ts'
import { setUpSystem } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

const { paths } = readConfig([], {})
const say = (text: string): void => void process.stdout.write(text)

const folderOf = (request: { lessons: string | undefined }): string =>
  typed(request.lessons ?? paths.lessons)

/** Labs are Linux's; everything else works elsewhere, too. */
const cannotPlay =
  process.platform === 'linux'
    ? undefined
    : 'Playing lessons needs Linux, or WSL on Windows. npm run lessons -- lint works here, too.'

/** Resolves with the next change below `root`; several at once are one. */
function change(root: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(root, { recursive: true }, () => {
      watcher.close()
      setTimeout(resolve, 100)
    })
  })
}

/** A slip in --only would prove nothing, and look like success. */
function refuseNoName({ cards }: Course, only: string | undefined): void {
  const [lesson = '', step = ''] = (only ?? '').split('/')
  const named = cards.filter(({ id }) => id.startsWith(lesson))
  if (named.some(({ steps }) => steps.some(({ id }) => id.startsWith(step)))) return
  const known = named.flatMap(({ steps }) => steps.map(({ id }) => id))
  const [what, names] =
    named.length === 0 ? ['lesson', cards.map(({ id }) => id)] : ['step there', known]
  throw new Problem(
    `--only ${only}: no ${what} begins so. Known: ${names.slice(0, 20).join(', ')}.`,
  )
}

/** Lints, and plays when there is a pool of labs. */
async function once(request: PlayRequest, pool: Pool | undefined, jobs: number): Promise<boolean> {
  const root = folderOf(request)
  const { course, mistakes } = await lint(root, request.json)
  if (course !== undefined) refuseNoName(course, request.only)
  const proving =
    course === undefined || pool === undefined ? undefined : { course, root, pool, jobs }
  if (request.record && proving !== undefined) return recordAll(request, proving)
  const results = proving === undefined ? [] : await prove(request, proving)
  if (request.junit !== undefined)
    await fs.writeFile(typed(request.junit), inJunit({ mistakes, results }, plain))
  return course !== undefined && results.every(({ passed }) => passed)
}

/** Labs for playing; what they need is set up first. */
async function openLabs(jobs: number): Promise<Pool> {
  await inTurn(async () => {
    await setUpSystem()
    await setUpPackages()
  })
  return openPool({ paths, log: () => undefined, warm: 1, capacity: jobs + 2 })
}

async function perform(request: PlayRequest): Promise<number> {
  if (request.type !== 'lint' && cannotPlay !== undefined) {
    if (request.type === 'prove') await lint(folderOf(request), request.json)
    throw new Problem(cannotPlay)
  }
  const jobs = request.jobs ?? 2 * availableParallelism()
  const plays = request.type !== 'lint'
  const relieve = plays && request.load ? loadMachine() : undefined
  let pool: Pool | undefined
  try {
    pool = plays ? await openLabs(jobs) : undefined
    for (;;) {
      const passed = await once(request, pool, jobs)
      if (!request.watch) return passed ? 0 : 1
      if (!request.json) say('Watching; Ctrl-C ends it.\n')
      await change(folderOf(request))
    }
  } finally {
    await relieve?.()
    await pool?.dispose()
  }
}

async function writeSchemas(root: string): Promise<number> {
  const folder = path.join(root, 'schema')
  await fs.mkdir(folder, { recursive: true })
  for (const [name, json] of lessonSchemas()) await fs.writeFile(path.join(folder, name), json)
  say(`Written: ${[...lessonSchemas().keys()].join(', ')}.\n`)
  return 0
}

await main(async () => {
  const out = readTakeOut(process.argv.slice(2))
  if (out !== undefined) return takeOut(out, paths, openLabs)
  const request = readRequest(process.argv.slice(2))
  switch (request.type) {
    case 'help':
      say(HELP)
      return 0
    case 'wrong':
      throw new Problem(request.say)
    case 'schema':
      return writeSchemas(folderOf(request))
    case 'new': {
      const trouble = await writeSkeleton(folderOf(request), request.name)
      if (trouble !== undefined) throw new Problem(trouble)
      const options = request.lessons === undefined ? '' : ` --lessons ${request.lessons}`
      say(
        `${request.name} is there. npm run lessons -- --only ${request.name}${options} proves it.\n`,
      )
      return 0
    }
    default:
      return perform(request)
  }
})
