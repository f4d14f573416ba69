/** `npm run bench`: what the product promises in time and size, beside what one would use instead. */
import { spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabPaths } from '../lab/index.ts'
import { BUDGETS, type Figures } from './budgets.ts'
import { Learner } from './client.ts'
import { LESSON, PUBLISHER, STEP, SUBSCRIBER, writeCourse } from './course.ts'
import { coldPool, idleCpu, idleMemory, timeTake, timeWarmTake } from './labs.ts'
import { neighbourCost } from './neighbour.ts'
import { interleave, quietest, spread, type Spread } from './measure.ts'
import { editorUsable, weigh } from './page.ts'
import { framesUnderLoad, publishToDrawn } from './timeline.ts'
import { rawPair, timePlain, type Plain } from './plain.ts'
import { relayCost } from './relay.ts'
import { courseCost } from './lessons.ts'
import { serve } from './serve.ts'
import { samplerCost } from './sampler.ts'
import { savingSeen } from './saving.ts'
import { consoleLatency, rawLatency } from './talk.ts'
import { eventCost, talkingCpu } from './tap.ts'
import { openPool } from '../lab/index.ts'
import { freePort } from '../test/freePort.ts'

export interface BenchOptions {
  /** The project's folder, built. */
  readonly project: string
  readonly paths: LabPaths & { readonly python: string; readonly redisServer: string }
  readonly rounds: number
  /** Chromium's path; undefined leaves the editor's times out. */
  readonly chromium: string | undefined
}

const TALK_ROUNDS = 5
const EDITOR_ROUNDS = 5
const SAVING_ROUNDS = 20
const TALKING_LABS = 20
const TALKING_SECONDS = 10

/** Measures everything, prints the tables. Resolves with the budgets that are missed. */
export async function bench(options: BenchOptions): Promise<readonly string[]> {
  // First, while this process has no other descendants than the labs it counts.
  const idleFigures = await idle(options.paths)
  const relayFigures = await relay(options)
  const samplerFigures = await sampler(options)
  const neighbourFigures = await neighbour(options)
  const root = await writeCourse()
  const redisPort = await freePort()
  const redis = spawn(options.paths.redisServer, ['--port', `${redisPort}`, '--save', ''], {
    stdio: 'ignore',
  })
  const served = await serve(options.project, join(root, 'lessons'), redisPort)
  const at: Plain = {
    cwd: join(root, 'lessons', LESSON, STEP),
    packages: options.paths.python,
    port: redisPort,
  }
  try {
    const figures = {
      ...idleFigures,
      ...relayFigures,
      ...samplerFigures,
      ...neighbourFigures,
      ...(await runs(options, served.origin, at)),
      ...(await talk(served.origin, at)),
      ...(await observing(served)),
      ...(await page(options, served.origin)),
      ...(await lessons(options, redisPort)),
    }
    return judge(figures)
  } finally {
    served.process.kill('SIGTERM')
    redis.kill('SIGTERM')
    await rm(root, { recursive: true, force: true })
  }
}

async function sampler({ paths, rounds }: BenchOptions): Promise<Figures> {
  const spreads = await samplerCost(paths, rounds)
  print('ms of CPU of a loop that computes', spreads)
  return quietest(spreads)
}

async function neighbour({ paths, rounds }: BenchOptions): Promise<Figures> {
  const spreads = await neighbourCost(paths, rounds)
  print('ms to the first line', spreads)
  return medians(spreads)
}

async function runs(options: BenchOptions, origin: string, at: Plain): Promise<Figures> {
  const learner = await Learner.connect(origin)
  const cold = await coldPool(options.paths)
  const warm = await openPool({ paths: options.paths, log: () => undefined, warm: 3, capacity: 8 })
  try {
    const spreads = await interleave(
      {
        'python3 snippet.py': () => timePlain(['snippet.py'], at),
        'run snippet': () => learner.timeRun('snippet'),
        'python3 manage.py hello': () => timePlain(['manage.py', 'hello'], at),
        'run manage.py hello': () => learner.timeRun('hello'),
        'lab cold': () => timeTake(cold),
        'lab warm': () => timeWarmTake(warm),
      },
      options.rounds,
    )
    print('ms to the first line, and to a lab', spreads)
    return medians(spreads)
  } finally {
    learner.close()
    await cold.dispose()
    await warm.dispose()
  }
}

async function relay({ paths, rounds }: BenchOptions): Promise<Figures> {
  const { publish, flood } = await relayCost(paths, rounds)
  print('ms a PUBLISH, p50 of 500 a round', publish)
  print('PUBLISH a second, redis-benchmark -c 8', flood)
  return { ...quietest(publish), ...quietest(flood, 'more') }
}

async function talk(origin: string, at: Plain): Promise<Figures> {
  const learner = await Learner.connect(origin)
  const [raw, shown]: [number[], number[]] = [[], []]
  for (let round = 0; round < TALK_ROUNDS; round++) {
    raw.push(rawLatency(await rawPair(at, { subscriber: SUBSCRIBER, publisher: PUBLISHER })))
    shown.push(await consoleLatency(learner))
  }
  learner.close()
  const spreads = {
    'publish to raw subscriber': spread(raw),
    'publish to console': spread(shown),
  }
  print('ms from PUBLISH, p50 of 200 messages a round', spreads)
  return medians(spreads)
}

async function observing(served: { origin: string; process: ChildProcess }): Promise<Figures> {
  const server = { origin: served.origin, pid: served.process.pid ?? 0 }
  const { cpu, events } = await talkingCpu(server, TALKING_LABS, TALKING_SECONDS)
  write(`\n${TALKING_LABS} labs, ${events.toFixed(0)} events a second: ${cpu.toFixed(3)} of a core`)
  return { 'tap event': eventCost(), 'talking labs CPU': cpu }
}

async function page(options: BenchOptions, origin: string): Promise<Figures> {
  const built = join(options.project, 'build/client')
  const { firstPage, editor } = await weigh(built)
  const sizes = { 'first page kB': firstPage, 'editor kB': editor }
  if (options.chromium === undefined) return sizes
  const url = `${origin}/lessons/${LESSON}/${STEP}`
  const look = { url, chromium: options.chromium, rounds: EDITOR_ROUNDS }
  const frames = await framesUnderLoad(look)
  write(`\ntimeline, ms a frame at 1,000 events/s: ${JSON.stringify(frames)}`)
  const saving = await savingSeen({
    ...{ ...options, chromium: look.chromium, rounds: SAVING_ROUNDS },
    ...{ lessons: join(options.project, 'lessons'), step: '01-redis-as-a-broker/03-two-programs' },
  })
  print('ms from a save', { 'drawn in the studio': saving })
  return {
    ...sizes,
    'timeline frame': frames.max,
    'save to drawn': saving.p50,
    'publish to drawn': await publishToDrawn(look),
    'editor usable': await editorUsable({ ...look, slowdown: 1 }),
    'editor usable 4x': await editorUsable({ ...look, slowdown: 4 }),
  }
}

async function lessons({ project, chromium }: BenchOptions, redisPort: number): Promise<Figures> {
  const figures = await courseCost({ project, chromium, redisPort })
  write(`\n1,000 lessons beside 3: ${JSON.stringify(figures)}`)
  return figures
}

async function idle(paths: LabPaths): Promise<Figures> {
  const memory = await idleMemory(paths, 50)
  const cpu = await idleCpu(paths, 100, 10)
  return { ...(memory === undefined ? {} : { 'idle lab MB': memory }), '100 idle labs CPU': cpu }
}

function medians(spreads: Readonly<Record<string, Spread>>): Figures {
  return Object.fromEntries(Object.entries(spreads).map(([name, { p50 }]) => [name, p50]))
}

function print(title: string, spreads: Readonly<Record<string, Spread>>): void {
  write(`\n${title}: p50 [p10-p90] n`)
  for (const [name, { p50, p10, p90, n }] of Object.entries(spreads)) {
    write(`  ${name.padEnd(28)} ${p50.toFixed(2)} [${p10.toFixed(2)}-${p90.toFixed(2)}] ${n}`)
  }
}

function judge(figures: Figures): readonly string[] {
  write('\nbudgets')
  const missed: string[] = []
  for (const { what, figure, limit, unit } of BUDGETS) {
    const value = figure(figures)
    const shown = value === undefined ? 'not measured' : `${value.toPrecision(3)} ${unit}`
    const kept = value !== undefined && value <= limit
    if (value !== undefined && !kept) missed.push(what)
    const mark = value === undefined ? '??' : kept ? 'ok' : '!!'
    write(`  ${mark}  ${what.padEnd(76)} ${shown.padStart(16)}  at most ${limit.toPrecision(3)}`)
  }
  return missed
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
