/** `npm run lessons`: proves that lessons are well formed and that every claim in them is true. */
import { watch } from 'node:fs'
import fs from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Pool } from '../lab/index.ts'
import { checkCourse, inOneLine, lessonSchemas } from '../lessons/index.ts'
import type { Course } from '../lessons/index.ts'
import { piecesOf, playAll } from './lessons/play.ts'
import type { Piece, Result } from './lessons/play.ts'
import { Proven } from './lessons/proven.ts'
import { inJunit, inLines } from './lessons/report.ts'
import { HELP, readRequest } from './lessons/request.ts'
import type { PlayRequest } from './lessons/request.ts'
import { writeSkeleton } from './lessons/skeleton.ts'
import { main } from './setup/main.ts'
import { project } from './setup/places.ts'
import { Problem } from './setup/problem.ts'
import { setUpPackages } from './setup/python.ts'
import { seconds } from './setup/step.ts'
import { setUpSystem } from './setup/system.ts'
import { inTurn } from './setup/turn.ts'

const { paths } = readConfig([], {})
const say = (text: string): void => void process.stdout.write(text)

const folderOf = (request: { lessons: string | undefined }): string =>
  path.resolve(request.lessons ?? paths.lessons)

/** Lints the course; undefined when it has errors. */
async function lint(root: string, quiet: boolean): Promise<Course | undefined> {
  const { course, mistakes } = await checkCourse(root)
  const shown = path.relative(process.cwd(), root)
  for (const mistake of mistakes)
    say(`${inOneLine({ ...mistake, path: path.join(shown, mistake.path) })}\n`)
  const errors = mistakes.filter(({ weight }) => weight === 'error').length
  if (!quiet || errors > 0)
    say(
      `${course.lessons.length} lessons, ${errors} errors, ${mistakes.length - errors} warnings\n`,
    )
  return errors > 0 ? undefined : course
}

function isWanted({ lesson, step }: Piece, only: string | undefined): boolean {
  const [first = '', second = ''] = (only ?? '').split('/')
  return lesson.startsWith(first) && step.id.startsWith(second)
}

/** Plays what is wanted and not proven yet; true when all of it is as claimed. */
async function play(course: Course, pool: Pool, request: PlayRequest): Promise<boolean> {
  const began = performance.now()
  const file = path.join(project, 'node_modules/.cache/lessons.json')
  const proven = await Proven.open(file, path.join(project, 'server'), pool.info)
  const wanted = piecesOf(course).filter((piece) => isWanted(piece, request.only))
  const fresh = request.fresh || process.env.CI === 'true'
  const pieces = fresh ? wanted : wanted.filter((piece) => !proven.has(piece))
  const results: Result[] = []
  const tell = (result: Result, piece: Piece): void => {
    results.push(result)
    proven.note(piece, result.passed)
    say(request.json ? `${JSON.stringify(result)}\n` : inLines(result))
  }
  await playAll(pieces, { course, pool, jobs: request.jobs ?? 2 * availableParallelism(), tell })
  await proven.save()
  if (request.junit !== undefined) await fs.writeFile(request.junit, inJunit(results))
  const failed = results.filter(({ passed }) => !passed).length
  const kept = wanted.length - pieces.length
  const unchanged = kept === 0 ? '' : `, ${kept} unchanged since they were proven`
  const line = `${results.length - failed} as claimed, ${failed} not${unchanged}; it took ${seconds(performance.now() - began)}\n`
  if (!request.json) say(line)
  return failed === 0
}

async function prove(request: PlayRequest, pool: Pool | undefined): Promise<boolean> {
  const course = await lint(folderOf(request), request.json)
  if (course === undefined) return false
  return pool === undefined || play(course, pool, request)
}

/** Resolves with the next change below `root`; several at once are one. */
function change(root: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(root, { recursive: true }, () => {
      watcher.close()
      setTimeout(resolve, 100)
    })
  })
}

async function perform(request: PlayRequest): Promise<number> {
  if (request.type !== 'lint') {
    await inTurn(async () => {
      await setUpSystem()
      await setUpPackages()
    })
  }
  const jobs = request.jobs ?? 2 * availableParallelism()
  const pool =
    request.type === 'lint'
      ? undefined
      : await openPool({ paths, log: () => undefined, warm: 1, capacity: jobs + 1 })
  try {
    for (;;) {
      const passed = await prove(request, pool)
      if (!request.watch) return passed ? 0 : 1
      say('Watching; Ctrl-C ends it.\n')
      await change(folderOf(request))
    }
  } finally {
    await pool?.dispose()
  }
}

async function writeSchemas(): Promise<number> {
  const folder = path.join(paths.lessons, 'schema')
  await fs.mkdir(folder, { recursive: true })
  for (const [name, json] of lessonSchemas()) await fs.writeFile(path.join(folder, name), json)
  say(`Written: ${[...lessonSchemas().keys()].join(', ')}.\n`)
  return 0
}

await main(async () => {
  const request = readRequest(process.argv.slice(2))
  switch (request.type) {
    case 'help':
      say(HELP)
      return 0
    case 'wrong':
      throw new Problem(request.say)
    case 'schema':
      return writeSchemas()
    case 'new': {
      const trouble = await writeSkeleton(folderOf(request), request.name)
      if (trouble !== undefined) throw new Problem(trouble)
      say(`${request.name} is there. npm run lessons -- --only ${request.name} proves it.\n`)
      return 0
    }
    default:
      return perform(request)
  }
})
