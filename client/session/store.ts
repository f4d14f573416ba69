/** The session as a store: events come in, one update per frame goes out; and what the learner may ask of it. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Answer, Ask, News } from '../connection/index.ts'
import type { Numbered, ProgramRef } from '../../server/protocol/index.ts'
import { LabClock, Ticker } from './clock.ts'
import { keyOf, learn, nothingKnown } from './facts.ts'
import type { Facts } from './facts.ts'
import { createLinked } from './linked.ts'
import type { Linked } from './linked.ts'
import { takeNew } from './resume.ts'
import type { Seen } from './resume.ts'
import { Tape } from './tape.ts'

export interface SessionState {
  facts: Facts
  /** Programs whose Run was pressed and whose run has not begun to show yet. */
  pressed: Readonly<Record<string, true>>
  /** Runs whose Stop was pressed. */
  stopping: Readonly<Record<number, true>>
  /** Events that the server no longer had when this page came back. */
  missing: number
  /** The session that had this page's programs is gone, and nothing was run in the new one yet. */
  replaced: boolean
  /** Labs here have no sandbox. */
  unsandboxed: boolean
  /** The last refusal or trouble, one sentence; undefined when there is nothing to say. */
  said: string | undefined
}

export interface Session {
  store: StoreApi<SessionState>
  clock: LabClock
  /** What happened, for the timeline and whoever else draws time. */
  tape: Tape
  /** What is pointed at. */
  linked: StoreApi<Linked>
  ticker: Ticker
  /** When the learner last pressed Run here, ms on the page's clock. */
  ranAt: () => number
  seen: () => Seen | undefined
  heard: (news: News) => void
  say: (say: string | undefined) => void
  /** Runs one program, or all of a step that start with Run. Never rejects. */
  run: (step: StepFiles, programs: readonly string[], all: boolean) => Promise<void>
  repeat: (of: ProgramRef, files: Files) => Promise<void>
  stop: (run: number) => Promise<void>
  stopAll: (step: { lesson: string; step: string }) => Promise<void>
  /** Everything else that is answered with ok or a refusal; the refusal is shown. */
  ask: (ask: Ask) => Promise<Answer>
}

export type Files = Record<string, string | null>

export interface StepFiles {
  lesson: string
  step: string
  files: Files
}

export interface SessionWorld {
  ask: (ask: Ask) => Promise<Answer>
  /** Calls back when it is time to draw. */
  frame: (draw: () => void) => void
  clock?: LabClock
}

const UNANSWERED = 'No answer came. It is not known whether that was done.'

export function createSession({ ask, frame, clock = new LabClock() }: SessionWorld): Session {
  const store = createStore<SessionState>(() => empty)
  const tape = new Tape()
  const inbox = new Inbox({ store, clock, tape, frame })
  const asked = showingTrouble(store, ask)
  let ranAt = 0

  /** Shows the press at once; takes it back when nothing comes of it. */
  const pressing = async (keys: readonly string[], one: Ask): Promise<void> => {
    ranAt = performance.now()
    store.setState(({ pressed }) => ({
      said: undefined,
      replaced: false,
      pressed: withKeys(pressed, keys),
    }))
    const answer = await asked(one)
    if (answer.type !== 'ok')
      store.setState(({ pressed }) => ({ pressed: withoutKeys(pressed, keys) }))
  }

  return {
    ...{ store, clock, tape, linked: createLinked(), ticker: new Ticker() },
    ranAt: () => ranAt,
    seen: () => inbox.seen,
    heard: (news) => inbox.heard(news),
    say: (said) => store.setState({ said }),
    ask: asked,
    run: ({ lesson, step, files }, programs, all) => {
      const keys = programs.map((program) => keyOf({ lesson, step, program }))
      const [program] = programs
      const one: Ask = { type: 'run', lesson, step, files }
      return pressing(keys, all || program === undefined ? one : { ...one, program })
    },
    repeat: (of, files) => pressing([keyOf(of)], { type: 'repeat', of, files }),
    stop: async (run) => {
      store.setState(({ stopping }) => ({ stopping: { ...stopping, [run]: true } }))
      const { type } = await asked({ type: 'stop', run })
      if (type !== 'ok') store.setState(({ stopping }) => ({ stopping: without(stopping, run) }))
    },
    stopAll: async (step) => {
      store.setState(({ facts, stopping }) => ({
        stopping: { ...stopping, ...liveOf(facts, step) },
      }))
      await asked({ type: 'stopAll', ...step })
    },
  }
}

/** Asks, and shows a refusal or a missing answer as one sentence. */
function showingTrouble(store: StoreApi<SessionState>, ask: SessionWorld['ask']) {
  return async (one: Ask): Promise<Answer> => {
    const answer = await ask(one)
    if (answer.type === 'refused') store.setState({ said: answer.say })
    if (answer.type === 'lost') store.setState({ said: UNANSWERED })
    return answer
  }
}

const empty: SessionState = {
  facts: nothingKnown,
  pressed: {},
  stopping: {},
  missing: 0,
  replaced: false,
  unsandboxed: false,
  said: undefined,
}

/** Collects events and gives them to the store once per frame. */
class Inbox {
  seen: Seen | undefined
  #waiting: Numbered[] = []
  #due = false
  readonly #store: StoreApi<SessionState>
  readonly #clock: LabClock
  readonly #tape: Tape
  readonly #frame: (draw: () => void) => void

  constructor(parts: {
    store: StoreApi<SessionState>
    clock: LabClock
    tape: Tape
    frame: (draw: () => void) => void
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#tape = parts.tape
    this.#frame = parts.frame
  }

  heard(news: News): void {
    if (news.type === 'welcome') this.#welcomed(news)
    if (news.type !== 'events') return
    this.#missed(news.missing ?? 0)
    this.#happened(news.events)
  }

  #welcomed(news: Extract<News, { type: 'welcome' }>): void {
    const { session, resumed, clock, unsandboxed = false } = news
    this.#clock.set(clock)
    if (resumed && this.seen?.session === session) return
    this.#waiting = []
    this.#tape.clear()
    this.seen = { session, seq: 0 }
    const { facts, replaced } = this.#store.getState()
    const ran = Object.keys(facts.runs).length > 0
    this.#store.setState({ ...empty, unsandboxed, replaced: replaced || ran }, true)
  }

  /** More happened than was kept until this page took it. */
  #missed(count: number): void {
    if (count === 0) return
    this.#store.setState(({ missing }) => ({ missing: missing + count }))
  }

  #happened(events: readonly Numbered[]): void {
    if (this.seen === undefined) return
    const { fresh, seen } = takeNew(this.seen, events)
    this.seen = seen
    this.#waiting.push(...fresh)
    if (this.#due || fresh.length === 0) return
    this.#due = true
    this.#frame(() => this.#draw())
  }

  #draw(): void {
    this.#due = false
    const events = this.#waiting
    this.#waiting = []
    const last = events.at(-1)
    if (last === undefined) return
    this.#clock.notBefore(last.at)
    this.#tape.add(events)
    this.#store.setState(({ facts, pressed }) => ({
      facts: learn(facts, events),
      pressed: withoutKeys(pressed, begun(events)),
    }))
  }
}

/** Programs that were seen to do something: their own state shows from here on. */
function begun(events: readonly Numbered[]): string[] {
  return events.flatMap(({ event }) =>
    event.type === 'run' || event.type === 'tally' ? [keyOf(event.of)] : [],
  )
}

function withKeys(table: Readonly<Record<string, true>>, keys: readonly string[]) {
  return { ...table, ...Object.fromEntries(keys.map((key) => [key, true as const])) }
}

function withoutKeys(table: Readonly<Record<string, true>>, keys: readonly string[]) {
  if (!keys.some((key) => key in table)) return table
  return Object.fromEntries(Object.entries(table).filter(([key]) => !keys.includes(key)))
}

function without(table: Readonly<Record<number, true>>, run: number) {
  return Object.fromEntries(Object.entries(table).filter(([key]) => Number(key) !== run))
}

function liveOf(facts: Facts, { lesson, step }: { lesson: string; step: string }) {
  const live = Object.values(facts.runs).filter(
    ({ of, state }) => of.lesson === lesson && of.step === step && state.type !== 'ended',
  )
  return Object.fromEntries(live.map(({ run }) => [run, true as const]))
}
