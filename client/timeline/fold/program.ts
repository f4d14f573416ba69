/** One program's lanes: states of the whole program until its threads are told of one by one. */
import type { Beat, RunState, SessionEvent, ThreadEvent } from '../../../server/protocol/index.ts'
import { endWords } from './words.ts'
import type { Bar, BeatSeen, Mark, Program, Thread, Told } from './parts.ts'

/** Threads that are kept apart; one that starts thousands shows the first. */
const THREADS = 64
const OWN_PROCESS = 2

export function newProgram(id: string): Program {
  return {
    id,
    threads: [newThread(id, '', OWN_PROCESS)],
    marks: [],
    commands: [],
    beats: [],
    began: undefined,
    ended: undefined,
    run: undefined,
    threaded: new Set(),
  }
}

function newThread(program: string, name: string, process: number): Thread {
  return { program, name, process, daemon: false, bars: [], last: 0, ended: false }
}

export function stateChanged(
  of: Program,
  told: Told,
  { run, state }: Extract<SessionEvent, { type: 'state' }>,
): void {
  const own = of.threads[0]
  if (own === undefined) return
  switch (state.type) {
    case 'starting':
      of.began = state.since
      of.ended = undefined
      of.run = run
      insert(
        of.marks,
        mark('start', { id: of.id, run, say: 'started' }, { ...told, at: state.since }),
      )
      return
    case 'running':
    case 'waiting':
      if (of.threaded.has(run)) return
      push(own, { ...plainBar(told, run, state.since), ...stateOf(state) })
      return
    case 'ended': {
      of.ended = state.since
      for (const thread of of.threads) close(thread, state.since)
      const end = mark(
        'end',
        { id: of.id, run, say: endWords(state.reason) },
        { ...told, at: state.since },
      )
      insert(of.marks, { ...end, reason: state.reason })
      return
    }
    case 'queued':
    case 'stopping':
      return
  }
}

export function threadChanged(of: Program, told: Told, event: ThreadEvent): void {
  const own = of.threads[0]
  if (!of.threaded.has(event.run)) {
    of.threaded.add(event.run)
    // What was known of the program as a whole is now told better.
    if (own !== undefined) own.bars = own.bars.filter((bar) => bar.run !== event.run)
  }
  const thread = threadOf(of, event)
  if (thread === undefined) return
  thread.daemon = event.daemon
  if (event.state === 'ended') {
    close(thread, event.at)
    thread.ended = true
    return
  }
  thread.ended = false
  push(thread, {
    ...plainBar(told, event.run, event.at),
    state: event.state,
    for: event.for,
    whom: event.whom,
    until: event.until,
    file: event.file,
    line: event.line,
    connection: event.connection,
  })
}

export function threadOf(
  of: Program,
  { thread: name, process }: { thread: string; process: number },
): Thread | undefined {
  if (process === OWN_PROCESS && name === 'MainThread') return of.threads[0]
  const known = of.threads.find((one) => one.name === name && one.process === process)
  if (known !== undefined || of.threads.length >= THREADS) return known
  const made = newThread(of.id, name, process)
  of.threads.push(made)
  return made
}

export function beatSeen(of: Program, told: Told, event: Extract<SessionEvent, { type: 'beat' }>) {
  const { beat, run } = event
  const seen: BeatSeen = {
    type: 'beat',
    ...told,
    at: beat.at,
    run,
    beat,
    asked: askedAt(of, run, beat),
  }
  insert(of.beats, seen)
}

export function mark(type: Mark['type'], of: Whose, { seq, at }: Told): Mark {
  return { type, program: of.id, run: of.run, seq, at, say: of.say }
}

/** Beats among which a question is looked for. */
const RECENT = 400
/** Of one question the same time, ms. */
const SAME_MS = 30

/** With too many open no new one is asked: such a beat tells how long the oldest has waited, and stands where it came. */
function askedAt({ beats }: Program, of: number, beat: Beat): number {
  if (beat.type === 'refused') return beat.at
  const asked = beat.at - beat.ms
  // The oldest open question is among the latest beats.
  const again = beats
    .slice(-RECENT)
    .some(
      ({ beat: one, run }) =>
        run === of && one.type === 'timeout' && Math.abs(one.at - one.ms - asked) < SAME_MS,
    )
  return again ? beat.at : asked
}

interface Whose {
  /** The program. */
  id: string
  run: number | undefined
  say: string
}

/** Keeps the order of time; what is told late is late by little. */
export function insert<T extends Told>(list: T[], one: T): void {
  let place = list.length
  while (place > 0 && (list[place - 1]?.at ?? 0) > one.at) place -= 1
  if (place === list.length) list.push(one)
  else list.splice(place, 0, one)
}

function plainBar(told: Told, run: number, at: number): Bar {
  return {
    type: 'bar',
    seq: told.seq,
    at,
    run,
    to: undefined,
    state: 'running',
    for: undefined,
    whom: undefined,
    until: undefined,
    file: undefined,
    line: undefined,
    connection: undefined,
  }
}

function stateOf(state: Extract<RunState, { type: 'running' | 'waiting' }>): Partial<Bar> {
  if (state.type === 'running') return { state: 'running' }
  if (state.for === 'sleep') return { state: 'asleep', for: state.for, until: state.until }
  return { state: 'waiting', for: state.for }
}

function push(thread: Thread, bar: Bar): void {
  close(thread, bar.at)
  thread.last = bar.at
  insert(thread.bars, bar)
}

function close(thread: Thread, at: number): void {
  const last = thread.bars.at(-1)
  if (last !== undefined && last.to === undefined) last.to = Math.max(last.at, at)
  thread.last = Math.max(thread.last, at)
}
