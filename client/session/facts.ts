/** What this page knows of its session, and how each event changes it. Pure: no clock, no React. */
import { unreachable } from '../../server/protocol/index.ts'
import type {
  Beat,
  ChecksEvent,
  LabState,
  Numbered,
  OutcomeEvent,
  ProgramRef,
  PromptEvent,
  RunState,
  SessionEvent,
} from '../../server/protocol/index.ts'
import { visited } from './visits.ts'
import type { Visit } from './visits.ts'
import { cut, echo, nothingPrinted, print } from './scrollback.ts'
import type { Scrollback } from './scrollback.ts'
import { beginStory } from './story.ts'
import type { Stories } from './story.ts'
import { forgetThreads, threadAfter } from './threads.ts'
import type { Threads } from './threads.ts'

/** Beats kept per run: a minute of them at four a second. */
const BEATS = 240
/** Runs of one program whose output is kept: the present one and those folded above it. */
const RUNS_KEPT = 4
/** Events of the Redis prompt that are kept; the server bounds what each holds. */
const PROMPT_KEPT = 500

export interface Run {
  run: number
  of: ProgramRef
  /** Counts the runs of this program in this session, from 1. */
  number: number
  state: RunState
  output: Scrollback
  notes: readonly { at: number; say: string }[]
  beats: readonly Beat[]
  /** Of its app, oldest first; all that are open, and the last of those that are over. */
  visits: readonly Visit[]
  /** The learner closed its input. */
  inputEnded: boolean
}

export interface Tally {
  done: number
  times: number
  held: number
  stopped: boolean
}

export interface Facts {
  lab: LabState
  /** The lab went away, and no other has opened yet. */
  labLost: boolean
  /** When a new lab took the place of a lost one, ms on the lab's clock. */
  replacedAt: number | undefined
  runs: Readonly<Record<number, Run>>
  /** Numbers of the kept runs by program, oldest first. */
  runsOf: Readonly<Record<string, readonly number[]>>
  tallies: Readonly<Record<string, Tally>>
  /** What the threads of live runs do. */
  threads: Threads
  /** What was typed at the Redis prompt and what came of it, oldest first. */
  prompt: readonly (PromptEvent & { at: number })[]
  /** How the learner's last attempt at each exercise stands, by `lesson/step`. */
  checks: Readonly<Record<string, ChecksEvent>>
  /** How the learner's prediction came out, by `lesson/step`. */
  outcomes: Readonly<Record<string, OutcomeEvent>>
  /** Where each step's stories began, by `lesson/step`. */
  stories: Readonly<Record<string, Stories>>
}

export const nothingKnown: Facts = {
  lab: { type: 'none' },
  labLost: false,
  replacedAt: undefined,
  runs: {},
  runsOf: {},
  tallies: {},
  threads: {},
  prompt: [],
  checks: {},
  outcomes: {},
  stories: {},
}

/** One string per program, for tables. */
export function keyOf({ lesson, step, program }: ProgramRef): string {
  return `${lesson}/${step}/${program}`
}

/** One string per step, for tables. */
export function placeOf({ lesson, step }: { lesson: string; step: string }): string {
  return `${lesson}/${step}`
}

/** Applies a batch in order. */
export function learn(facts: Facts, events: readonly Numbered[]): Facts {
  return events.reduce((known, { event, at }) => apply(known, event, at), facts)
}

function apply(facts: Facts, event: SessionEvent, at: number): Facts {
  switch (event.type) {
    case 'lab':
      return labChanged(facts, event.lab, at)
    case 'run':
      return runAsked(facts, event, at)
    case 'tally':
      return { ...facts, tallies: { ...facts.tallies, [keyOf(event.of)]: tallyOf(event) } }
    case 'prompt':
      return { ...facts, prompt: [...facts.prompt.slice(1 - PROMPT_KEPT), { ...event, at }] }
    case 'checks':
      return { ...facts, checks: { ...facts.checks, [placeOf(event)]: event } }
    case 'outcome':
      return { ...facts, outcomes: { ...facts.outcomes, [placeOf(event)]: event } }
    case 'visit':
      return change(facts, event.run, (run) => ({ ...run, visits: visited(run.visits, event) }))
    case 'thread':
      return { ...facts, threads: threadAfter(facts.threads, event) }
    // What the tape keeps.
    case 'connected':
    case 'command':
    case 'published':
    case 'lost':
    case 'delivered':
    case 'subscribed':
    case 'unsubscribed':
    case 'disconnected':
    case 'error':
    case 'dropped':
      return facts
    default:
      return change(ending(facts, event), event.run, (run) => runAfter(run, event, at))
  }
}

function ending(facts: Facts, event: RunEvent): Facts {
  if (event.type !== 'state' || event.state.type !== 'ended') return facts
  return { ...facts, threads: forgetThreads(facts.threads, event.run) }
}

type RunEvent = Extract<
  SessionEvent,
  { type: 'state' | 'output' | 'left-out' | 'typed' | 'note' | 'beat' }
>

function runAfter(run: Run, event: RunEvent, at: number): Run {
  switch (event.type) {
    case 'state':
      return { ...run, state: event.state }
    case 'output':
      return { ...run, output: print(run.output, event.chunks) }
    case 'left-out':
      return { ...run, output: cut(run.output, { characters: event.bytes, lines: event.lines }) }
    case 'typed':
      return typed(run, event, at)
    case 'note':
      return { ...run, notes: [...run.notes, { at, say: event.say }] }
    case 'beat':
      return { ...run, beats: [...run.beats.slice(1 - BEATS), event.beat] }
    default:
      return unreachable(event)
  }
}

function tallyOf({ done, times, held, stopped }: Extract<SessionEvent, { type: 'tally' }>): Tally {
  return { done, times, held, stopped }
}

function labChanged(facts: Facts, lab: LabState, at: number): Facts {
  if (lab.type === 'lost') return { ...facts, lab, labLost: true }
  if (lab.type !== 'ready' || !facts.labLost) return { ...facts, lab }
  return { ...facts, lab, labLost: false, replacedAt: at }
}

function change(facts: Facts, number: number, to: (run: Run) => Run): Facts {
  const run = facts.runs[number]
  // Its beginning is no longer in the log, or it is older than what is kept here.
  if (run === undefined) return facts
  return { ...facts, runs: { ...facts.runs, [number]: to(run) } }
}

function runAsked(facts: Facts, asked: Extract<SessionEvent, { type: 'run' }>, at: number): Facts {
  const { run, of, number } = asked
  const key = keyOf(of)
  const all = [...(facts.runsOf[key] ?? []).filter((one) => one !== run), run]
  const runs = { ...facts.runs }
  for (const old of all.slice(0, -RUNS_KEPT)) delete runs[old]
  runs[run] = {
    run,
    of,
    number,
    state: { type: 'queued', since: at },
    output: nothingPrinted,
    notes: [],
    beats: [],
    visits: [],
    inputEnded: false,
  }
  const place = placeOf(of)
  const begun = beginStory(facts.stories[place] ?? [], at, isQuiet(facts, of))
  return {
    ...facts,
    runs,
    runsOf: { ...facts.runsOf, [key]: all.slice(-RUNS_KEPT) },
    stories: { ...facts.stories, [place]: begun },
  }
}

/** No other program of the step is live; a run before of the same one is stopped by this. */
function isQuiet({ runs }: Facts, asked: ProgramRef): boolean {
  return !Object.values(runs).some(
    ({ of, state }) =>
      placeOf(of) === placeOf(asked) && keyOf(of) !== keyOf(asked) && state.type !== 'ended',
  )
}

function typed(run: Run, event: { text: string; end: boolean }, at: number): Run {
  const output = event.text === '' ? run.output : echo(run.output, { at, text: event.text })
  return { ...run, output, inputEnded: run.inputEnded || event.end }
}
