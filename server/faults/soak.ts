/** Many learners for many minutes, each in a way of its own; what it cost the server, and what was lost on the way. */
import { setTimeout as wait } from 'node:timers/promises'
import { leftOver, type ServerProcess } from '../test/serverProcess.ts'
import { loadBetween, spentBy, type Load } from './cost.ts'
import { Growth, type Sample } from './growth.ts'
import { House } from './house.ts'
import { withLateness } from './lateness.ts'
import { killOutright, type Killed } from './outright.ts'
import { sizeOf, type Size } from './size.ts'
import { Soaker } from './soaker.ts'

/** What a server may leave behind, and how long it has to be gone, ms. */
const GONE_MS = 20_000
/** How often memory and descriptors are looked at, ms. */
export const LOOK_MS = 5_000

export interface SoakOptions {
  readonly labs: number
  readonly minutes: number
  /** The learners' own process goes before all others, where it may: theirs is another machine. */
  readonly ahead?: boolean
  /** A line each minute on how far it is. */
  readonly tell?: (line: string) => void
}

/** Of all learners together, once all of them work. */
export interface SoakReport {
  readonly runs: number
  /** Starts of programs a second. */
  readonly rate: number
  /** From Run to the first output of a short program, ms; and while all came at once. */
  readonly p50: number
  readonly p99: number
  readonly arrival: number
  /** So late was the learners' own process, ms: their figures hold that, too. p99. */
  readonly late: number
  /** It went before all others. */
  readonly ahead: boolean
  /** Events that the server numbered, those that arrived, left out of floods, and missing where the server said so. */
  readonly sent: number
  readonly seen: number
  readonly leftOut: number
  readonly told: number
  readonly published: number
  readonly delivered: number
  readonly memory: Growth
  /** Objects that live, as of the last full collection. */
  readonly heap: Growth
  /** Memory beside the heap. */
  readonly beside: Growth
  /** Characters in the logs of all sessions. */
  readonly logs: Growth
  readonly descriptors: Growth
  readonly load: Load
  readonly killed: Killed
  /** Lost, doubled, misdelivered or left over: sentences, empty as it should be. */
  readonly wrong: readonly string[]
}

export async function soak({
  labs,
  minutes,
  ahead = false,
  tell,
}: SoakOptions): Promise<SoakReport> {
  const house = await House.open()
  try {
    const { origin } = house.server
    const numbers = Array.from({ length: labs }, (_, number) => number)
    const soakers = await Promise.all(numbers.map((number) => Soaker.arrive(origin, number)))
    const each = (now: Size): void => tell?.(line(soakers, now))
    const ms = minutes * 60_000
    const worked = await withLateness(() => work(soakers, house.server, { ms, each }), { ahead })
    const { arrival, sizes, load, rate } = worked.of
    for (const soaker of soakers) soaker.leave()
    const { killed, wrong } = await killOutright(house, labs)
    const left = await end(house.server)
    return {
      ...figuresOf(soakers, [...wrong, ...left]),
      ...growthOf(sizes),
      load,
      rate,
      arrival: arrival.at(-1) ?? Number.NaN,
      late: worked.late,
      ahead: worked.ahead,
      killed,
    }
  } finally {
    await house.close()
  }
}

/** All of them for `ms` after all had arrived; `rate` and `load` are those of this time. */
async function work(
  soakers: readonly Soaker[],
  server: ServerProcess,
  { ms, each }: { ms: number; each: (now: Size) => void },
): Promise<{ arrival: number[]; sizes: Size[]; load: Load; rate: number }> {
  let over = Infinity
  const works = Promise.all(soakers.map((soaker) => soaker.work(() => performance.now() >= over)))
  await Promise.all(soakers.map((soaker) => soaker.settled))
  over = performance.now() + ms
  const arrival = latenciesOf(soakers, { forget: true })
  const [before, from] = [startsOf(soakers), spentBy(server)]
  const sizes = await lookOn(server, { over, each })
  const [starts, to] = [startsOf(soakers) - before, spentBy(server)]
  await works
  const seconds = Math.max(1, to.at - from.at) / 1_000
  return { arrival, sizes, load: loadBetween(from, to), rate: starts / seconds }
}

function startsOf(soakers: readonly Soaker[]): number {
  return soakers.reduce((sum, { runs }) => sum + runs, 0)
}

/** How large the server is, from now until `over`. */
async function lookOn(
  server: ServerProcess,
  { over, each }: { over: number; each: (now: Size) => void },
): Promise<Size[]> {
  const sizes = [await sizeOf(server)]
  let told = performance.now()
  for (let left = over - told; left > 0; left = over - performance.now()) {
    await wait(Math.min(left, LOOK_MS))
    const now = await sizeOf(server)
    sizes.push(now)
    if (now.at - told < 60_000) continue
    told = now.at
    each(now)
  }
  return [...sizes, await sizeOf(server)]
}

/** Ends the server in order; what it left behind, and defects that it told of. */
async function end(server: ServerProcess): Promise<string[]> {
  const family = server.family()
  const status = await server.end('SIGTERM')
  const left = await leftOver(family, GONE_MS)
  const said = server.said()
  return [
    ...(status === 0 ? [] : [`the server ended by ${status}`]),
    ...(/defect|Unhandled/.test(said) ? [`the server said: ${said}`] : []),
    ...left.map((row) => `left over: ${row.slice(0, 100)}`),
  ]
}

function line(soakers: readonly Soaker[], { memory, descriptors }: Size): string {
  const runs = soakers.reduce((sum, { latencies }) => sum + latencies.length, 0)
  return `${runs} short runs, ${Math.round(memory / 1e6)} MB, ${descriptors} descriptors`
}

/** In order of size. */
function latenciesOf(soakers: readonly Soaker[], { forget = false } = {}): number[] {
  const all = soakers.flatMap(({ latencies }) => (forget ? latencies.splice(0) : latencies))
  return all.toSorted((a, b) => a - b)
}

function figuresOf(soakers: readonly Soaker[], left: readonly string[]) {
  const sum = (of: (soaker: Soaker) => number): number =>
    soakers.reduce((all, soaker) => all + of(soaker), 0)
  const sorted = latenciesOf(soakers)
  const at = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN
  return {
    runs: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    sent: sum(({ tally }) => tally.last),
    seen: sum(({ tally }) => tally.seen),
    leftOut: sum(({ tally, told }) => Math.max(0, tally.missing - told)),
    told: sum(({ told }) => told),
    published: sum(({ tally }) => tally.published),
    delivered: sum(({ tally }) => tally.delivered),
    wrong: [...soakers.flatMap(({ wrong }) => wrong), ...left],
  }
}

/** What the looks at a server show, in the order of their time. */
export function growthOf(sizes: readonly Size[]) {
  const of = (name: keyof Size): Sample[] =>
    sizes.map((size) => ({ at: size.at, value: size[name] }))
  return {
    memory: new Growth(of('memory')),
    heap: new Growth(of('heap')),
    beside: new Growth(of('beside')),
    logs: new Growth(of('logs')),
    descriptors: new Growth(of('descriptors')),
  }
}
