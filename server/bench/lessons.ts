/** What a large course costs beside a small one: its lint, the server's start and memory, the first page. */
import { once } from 'node:events'
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { checkCourse } from '../lessons/index.ts'
import type { Figures } from './budgets.ts'
import { writeManyLessons } from './manyLessons.ts'
import { now, spread } from './measure.ts'
import { CHROMIUM_FLAGS } from '../test/chromiumFlags.ts'
import { savingSeen } from './saving.ts'
import { serve, type Served } from './serve.ts'

const MANY = 1000
/** 1,600 steps: in the first 400 a step costs a third more than in those behind them, while V8 compiles. */
const LINTED = 240
const ROUNDS = 5
const SAVES = 10

interface Options {
  readonly project: string
  readonly chromium: string | undefined
  readonly redisPort: number
}

/** ms of CPU for a step, nothing kept, a fresh course each time. */
async function lintStep(): Promise<number> {
  const root = await writeManyLessons(LINTED)
  try {
    const began = process.cpuUsage()
    const { course } = await checkCourse(root)
    const { user, system } = process.cpuUsage(began)
    const steps = course.cards.reduce((sum, card) => sum + card.steps.length, 0)
    return (user + system) / 1000 / steps
  } finally {
    await rm(root, { recursive: true })
  }
}

async function end({ process: server }: Served): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
}

/** Resident memory of a process, MB. */
async function memoryOf({ process: server }: Served): Promise<number> {
  const status = await readFile(`/proc/${server.pid ?? 0}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000
}

/** A string, since a compiler may write helpers into functions that the browser does not have. */
const DRAWN = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('li h2') === null) requestAnimationFrame(look)
    else resolve({
      ms: performance.now(),
      nodes: document.querySelectorAll('*').length,
      bytes: performance.getEntriesByType('resource')
        .filter(({ name }) => name.includes('/api/lessons'))
        .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
    })
  }
  look()
})`

interface Drawn {
  readonly ms: number
  readonly nodes: number
  readonly bytes: number
}

async function drawn(origin: string, executablePath: string): Promise<Drawn> {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  try {
    const all: Drawn[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage()
      await page.goto(origin, { waitUntil: 'commit' })
      all.push(await page.evaluate<Drawn>(DRAWN))
      await page.close()
    }
    const [last] = all.slice(-1)
    return {
      ms: spread(all.map(({ ms }) => ms)).p50,
      nodes: last?.nodes ?? Number.NaN,
      bytes: last?.bytes ?? Number.NaN,
    }
  } finally {
    await browser.close()
  }
}

/** Start, memory and first page of the server with one course. */
async function measure(options: Options, lessons: string, name: string): Promise<Figures> {
  const { project, redisPort } = options
  await end(await serve(project, lessons, redisPort))
  const began = now()
  const served = await serve(project, lessons, redisPort)
  await (await fetch(`${served.origin}/api/lessons`)).text()
  // From the start of its process to its first answer.
  const figures: Record<string, number> = { [`start, ${name}`]: now() - began }
  try {
    figures[`server MB, ${name}`] = await memoryOf(served)
    if (options.chromium !== undefined) {
      const { ms, nodes, bytes } = await drawn(served.origin, options.chromium)
      figures[`course drawn, ${name}`] = ms
      figures[`course nodes, ${name}`] = nodes
      figures[`course kB, ${name}`] = bytes / 1000
    }
    return figures
  } finally {
    await end(served)
  }
}

/** What is kept of courses that the bench has made is nobody's afterwards. */
async function withoutTraces<T>(project: string, work: () => Promise<T>): Promise<T> {
  const kept = join(project, 'var/lessons')
  await mkdir(kept, { recursive: true })
  const before = new Set(await readdir(kept))
  try {
    return await work()
  } finally {
    for (const name of await readdir(kept)) if (!before.has(name)) await rm(join(kept, name))
  }
}

/** A save in the studio, in the middle of the course. */
async function saved({ project, chromium: file }: Options, lessons: string): Promise<Figures> {
  if (file === undefined) return {}
  const step = '0499-redis-as-a-broker/03-two-programs'
  const { p50 } = await savingSeen({ project, chromium: file, rounds: SAVES, lessons, step })
  return { 'save to drawn, 1,000 lessons': p50 }
}

export async function courseCost(options: Options): Promise<Figures> {
  const root = await writeManyLessons(MANY)
  try {
    return await withoutTraces(options.project, async () => ({
      'lint step': await lintStep(),
      ...(await measure(options, join(options.project, 'lessons'), '3 lessons')),
      ...(await measure(options, root, '1,000 lessons')),
      ...(await saved(options, root)),
    }))
  } finally {
    await rm(root, { recursive: true })
  }
}
