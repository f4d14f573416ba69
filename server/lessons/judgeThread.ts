/** Judges what threads wait for: of a program as a whole, or of one thread at one line. */
import type { WaitsFor } from '../protocol/index.ts'
import type { Observation, ThreadClaim } from './claim.ts'
import type { Part, Start } from './part.ts'
import { short, span } from './told.ts'

/** What only the sampler of threads can tell; the rest is known of whole programs, too. */
const ofThreads: readonly string[] = ['join', 'queue', 'call']

export function isAboutThreads({ at, name, waitsFor }: ThreadClaim): boolean {
  return at !== undefined || name !== undefined || ofThreads.includes(waitsFor)
}

type Thread = Extract<Observation, { type: 'thread' }>

function waitOf(thread: Thread): string | undefined {
  if (thread.state === 'asleep') return 'sleep'
  return thread.state === 'waiting' ? (thread.for ?? 'anything') : undefined
}

function whereIs(thread: Thread): string {
  const place = thread.file === undefined ? '' : ` at ${thread.file}:${thread.line ?? 0}`
  const wait = waitOf(thread)
  if (wait === undefined) return `${thread.thread} runs${place}`
  if (wait === 'sleep') return `${thread.thread} sleeps${place}`
  const what = wait === 'join' ? (thread.whom ?? 'a thread') : wait === 'redis' ? 'Redis' : wait
  return `${thread.thread} waits for ${what}${place}`
}

/** What a program as a whole does while it waits. */
const doing: Readonly<Record<WaitsFor, string>> = {
  redis: 'waits for Redis',
  input: 'waits for input',
  sleep: 'sleeps',
  lock: 'waits for a lock',
  child: 'waits for a child process',
  visit: 'waits for a visit',
  other: 'waits',
}

/** The key of what waits, when the observation is about one, and whether it waits as claimed. */
type Reading = { readonly key: string; readonly fits: boolean; readonly say: string } | undefined

function read(claim: ThreadClaim, observation: Observation): Reading {
  const { waitsFor } = claim
  if (isAboutThreads(claim)) {
    if (observation.type !== 'thread') return undefined
    if (claim.name !== undefined && !observation.thread.startsWith(claim.name)) return undefined
    const wait = waitOf(observation)
    const there = claim.at === undefined || (observation.code ?? '').includes(claim.at)
    return {
      key: `${observation.program} ${observation.id}`,
      fits: there && wait !== undefined && (waitsFor === 'anything' || wait === waitsFor),
      say: whereIs(observation),
    }
  }
  if (observation.type !== 'activity') return undefined
  const { waits } = observation
  return {
    key: observation.program,
    fits: waits !== undefined && (waitsFor === 'anything' || waits === waitsFor),
    say: `it ${waits === undefined ? 'runs' : doing[waits]}`,
  }
}

export function decideThread(claim: ThreadClaim, _start: Start): Part {
  // Each program of a claim without `of` has its own spell of waiting, and so has each thread.
  const since = new Map<string, number>()
  const said = new Map<string, string>()
  let now = 0
  const first = () => (since.size === 0 ? undefined : Math.min(...since.values()))
  const judge = (at: number) => {
    now = at
    const began = first()
    return began !== undefined && at - began >= claim.lastingMs ? 'held' : 'open'
  }
  const forget = (program: string): void => {
    for (const key of [...since.keys()])
      if (key === program || key.startsWith(`${program} `)) since.delete(key)
  }
  return {
    see(observation) {
      if (observation.type === 'ended') forget(observation.program)
      const reading = read(claim, observation)
      if (reading === undefined || observation.type === 'beat') return 'open'
      // A spell that was long enough counts though the news of it and of its end come together.
      const before = judge(observation.at)
      if (before === 'held') return before
      said.set(reading.key, reading.say)
      if (!reading.fits) since.delete(reading.key)
      else if (!since.has(reading.key)) since.set(reading.key, observation.at)
      return judge(observation.at)
    },
    tick: judge,
    due() {
      const began = first()
      return began === undefined ? undefined : began + claim.lastingMs
    },
    end: () => 'broken',
    told() {
      const began = first()
      const states = short([...said.values()].join(', '))
      if (began !== undefined && now > began) return `${states}, for ${span(now - began)}`
      return states === '' ? 'it was not seen to wait' : states
    },
  }
}
