/** What is to be said beside lines of code: which threads are held there, how, and since when. Pure. */
import { duration } from '../session/index.ts'
import type { KnownThread, Meaning } from '../session/index.ts'

/** A shorter stay at a line is not worth a mark, ms. */
const LEAST = 300
/** Names in one mark; others are counted. */
const NAMES = 3

export interface Mark {
  file: string
  line: number
  meaning: Extract<Meaning, 'waiting' | 'asleep' | 'blocked' | 'failed'>
  /** Changes only with what happens, so it can be announced: `MainThread waits here`. */
  say: string
  /** What ticks: `, 4.2 s`. */
  time: string
  /** The function that waits for Redis here and nowhere else: what follows in it is not reached meanwhile. */
  held?: string
}

export interface Held {
  threads: readonly KnownThread[]
  /** The program that holds up its own page, if any. */
  blocking: string | undefined
  /** ms on the lab's clock. */
  now: number
}

/** One mark per line, in the order of files and lines. */
export function marksOf({ threads, blocking, now }: Held): Mark[] {
  const held = threads.filter(
    ({ heldSince, line }) =>
      line !== undefined && heldSince !== undefined && now - heldSince >= LEAST,
  )
  const lines = grouped(held, ({ file, line }) => `${file}:${line}`)
  const named = namesFor(threads)
  const around = { all: threads, named, blocking, now }
  const marks = [...lines.values()].flatMap((here) => markOf(here, around))
  return marks.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

interface Around {
  all: readonly KnownThread[]
  named: (thread: KnownThread) => string
  blocking: string | undefined
  now: number
}

function markOf(here: KnownThread[], { all, named, blocking, now }: Around): Mark[] {
  const [first] = here
  if (first?.file === undefined || first.line === undefined) return []
  const { file, line } = first
  const meanings = here.map((thread) => meaningOf(thread, blocking))
  const meaning = (['blocked', 'waiting', 'asleep'] as const).find((one) => meanings.includes(one))
  const alike = grouped(here, (thread) => doing(thread, true))
  const says = [...alike.values()].map((of) => {
    const [one] = of
    return one === undefined ? '' : `${joined(of.map(named))} ${doing(one, of.length === 1)}`
  })
  const say = says.join('; ')
  const time = here.length === 1 ? timeOf(first, now) : sinceOf(here, now)
  const held = heldIn(here, all)
  const more = held === undefined ? {} : { held }
  return [{ file, line, meaning: meaning ?? 'waiting', say, time, ...more }]
}

/** The function that all these wait in for Redis, if no other thread is in it. */
function heldIn(here: KnownThread[], all: readonly KnownThread[]): string | undefined {
  const name = here[0]?.function
  const wait = here.every((thread) => thread.for === 'redis' && thread.function === name)
  const inside = all.filter((thread) => thread.file === here[0]?.file && thread.function === name)
  return wait && inside.every((thread) => here.includes(thread)) ? name : undefined
}

/** Blocked is what something observed waits for: the page for its only thread, coroutines for their loop. */
function meaningOf(thread: KnownThread, blocking: string | undefined) {
  const page = thread.program === blocking && thread.thread === 'MainThread'
  if (page || thread.loopHeldSince !== undefined) return 'blocked'
  return thread.state === 'asleep' ? 'asleep' : 'waiting'
}

function doing(thread: KnownThread, one: boolean): string {
  const verb = (word: string) => (one ? `${word}s` : word)
  if (thread.loopHeldSince !== undefined) return `${verb('hold')} up the event loop here`
  if (thread.state === 'asleep') return `${verb('sleep')} here`
  const what = whatFor(thread)
  return `${verb('wait')} here${what === undefined ? '' : ` for ${what}`}`
}

function whatFor(thread: KnownThread): string | undefined {
  switch (thread.for) {
    case 'input':
      return 'your input'
    case 'lock':
      return 'a lock'
    case 'join':
      return thread.whom
    case 'queue':
      return 'a queue'
    case 'child':
      return 'a program it started'
    case 'visit':
      return 'a visit'
    default:
      return undefined
  }
}

function timeOf(thread: KnownThread, now: number): string {
  const { at, until, loopHeldSince, state } = thread
  if (loopHeldSince !== undefined) return `, ${duration(now - loopHeldSince)}`
  if (state !== 'asleep' || until === undefined) return `, ${duration(now - at)}`
  const whole = Math.max(0, until - at)
  const of = duration(Math.round(whole / 100) * 100).replace('.0 s', ' s')
  return `, ${(Math.max(0, Math.min(now - at, whole)) / 1000).toFixed(1)} of ${of}`
}

function sinceOf(here: KnownThread[], now: number): string {
  return `, ${duration(now - Math.min(...here.map(({ at, heldSince }) => heldSince ?? at)))}`
}

function joined(names: string[]): string {
  if (names.length <= NAMES) return names.join(', ')
  return `${names.slice(0, NAMES - 1).join(', ')} and ${names.length - NAMES + 1} more`
}

/** Names tell programs of one file, and processes of one program, apart where there are several. */
function namesFor(threads: readonly KnownThread[]): (thread: KnownThread) => string {
  const programs = grouped(threads, ({ file }) => String(file))
  const processes = grouped(threads, ({ run }) => String(run))
  return ({ thread, run, process, program, file }) => {
    const others = programs.get(String(file))?.some((one) => one.program !== program) === true
    const forks = processes.get(String(run))?.some((one) => one.process !== process) === true
    return `${thread}${others ? ` of ${program}` : ''}${forks ? ` (process ${process})` : ''}`
  }
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}
