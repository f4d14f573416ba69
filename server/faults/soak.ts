/** Many learners for many minutes, each in a way of its own; what it cost the server, and what was lost on the way. */
import { setTimeout as wait } from 'node:timers/promises'
import { leftOver } from '../test/serverProcess.ts'
import { House } from './house.ts'
import { descriptorsOf, memoryOf } from './processes.ts'
import { Soaker } from './soaker.ts'

/** What a server may leave behind, and how long it has to be gone, ms. */
const GONE_MS = 5_000

export interface SoakOptions {
  readonly labs: number
  readonly minutes: number
  /** A line now and then on how far it is. */
  readonly tell?: (line: string) => void
}

export interface SoakReport {
  readonly runs: number
  /** From Run to the first output of a short program, ms. */
  readonly p50: number
  readonly p99: number
  /** Events that the server numbered, those that arrived, and those missing where the server said so. */
  readonly sent: number
  readonly seen: number
  readonly told: number
  readonly published: number
  readonly delivered: number
  /** Of the server's process, bytes and count, from when all worked to the end. */
  readonly memory: readonly [from: number, to: number]
  readonly descriptors: readonly [from: number, to: number]
  /** Lost, doubled, misdelivered or left over: sentences, empty as it should be. */
  readonly wrong: readonly string[]
}

interface Cost {
  readonly memory: number
  readonly descriptors: number
}

export async function soak({ labs, minutes, tell }: SoakOptions): Promise<SoakReport> {
  const house = await House.open()
  try {
    const { origin } = house.server
    const numbers = Array.from({ length: labs }, (_, number) => number)
    const soakers = await Promise.all(numbers.map((number) => Soaker.arrive(origin, number)))
    const over = performance.now() + minutes * 60_000
    const works = Promise.all(soakers.map((soaker) => soaker.work(over)))
    await Promise.all(soakers.map((soaker) => soaker.settled))
    const from = costOf(house.pid)
    await minuteByMinute(over, () => tell?.(progressOf(soakers, costOf(house.pid))))
    const to = costOf(house.pid)
    await works
    const left = await end(house)
    return reportOf(soakers, { from, to, left })
  } finally {
    await house.close()
  }
}

async function minuteByMinute(over: number, look: () => void): Promise<void> {
  for (let left = over - performance.now(); left > 0; left = over - performance.now()) {
    await wait(Math.min(left, 60_000))
    look()
  }
}

/** Ends the server in order; what it left behind, and defects that it told of. */
async function end(house: House): Promise<string[]> {
  const family = house.server.family()
  const status = await house.server.end('SIGTERM')
  const left = await leftOver(family, GONE_MS)
  const said = house.server.said()
  return [
    ...(status === 0 ? [] : [`the server ended by ${status}`]),
    ...(/defect|Unhandled/.test(said) ? [`the server said: ${said}`] : []),
    ...left.map((line) => `left over: ${line.slice(0, 100)}`),
  ]
}

function costOf(pid: number): Cost {
  return { memory: memoryOf(pid), descriptors: descriptorsOf(pid) }
}

function progressOf(soakers: readonly Soaker[], { memory, descriptors }: Cost): string {
  const runs = soakers.reduce((sum, { latencies }) => sum + latencies.length, 0)
  return `${runs} short runs, ${Math.round(memory / 1e6)} MB, ${descriptors} descriptors`
}

function reportOf(
  soakers: readonly Soaker[],
  { from, to, left }: { from: Cost; to: Cost; left: readonly string[] },
): SoakReport {
  const sum = (of: (soaker: Soaker) => number): number =>
    soakers.reduce((all, soaker) => all + of(soaker), 0)
  const sorted = soakers.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b)
  const at = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN
  return {
    runs: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    sent: sum(({ tally }) => tally.last),
    seen: sum(({ tally }) => tally.seen),
    told: sum(({ tally }) => (tally.leftOut > 0 ? tally.missing : 0)),
    published: sum(({ tally }) => tally.published),
    delivered: sum(({ tally }) => tally.delivered),
    memory: [from.memory, to.memory],
    descriptors: [from.descriptors, to.descriptors],
    wrong: [...soakers.flatMap(({ wrong }) => wrong), ...left],
  }
}
