/** One performance of a step: all of it is run as a learner would, and looked at until nothing new can come. */
import type { ChecksEvent, SessionEvent } from '../protocol/index.ts'
import { createJudge, timeOf } from '../lessons/index.ts'
import type { Claim, Judge, Observation, Step } from '../lessons/index.ts'
import { Witness } from '../session/index.ts'
import type { Registry } from '../session/index.ts'
import { Learner } from './learner.ts'

export interface Score {
  readonly lesson: string
  readonly step: Step
  /** What the learner has changed. */
  readonly files: Readonly<Record<string, string>>
  /** Claims whose time must be waited for. */
  readonly claims: readonly Claim[]
  /** How many times slower than usual the machine is: patience is as much longer. */
  readonly slow: number
}

/** Nothing happened for so long, and all that lives waits for others. */
const QUIET_MS = 700
/** The session judges an attempt by its own clock, which may be so much ahead. */
const SLACK_MS = 150
const GRACE_MS = 1000
/** A visit that is not answered by then is taken for one that waits. */
const VISIT_MS = 2000
/** A learner looks at the answer before the next thing is done: what it set going has come so far by then. */
const LOOK_MS = 300
/** Nobody waits longer than this for a program to end, or a lab to come. */
const PATIENCE_MS = 90_000

/** One program's state as far as its end matters here. */
type Doing = 'queued' | 'busy' | 'waits' | 'ended'

export class Performance {
  readonly seen: Observation[] = []
  /** How many of them came before a program was started by hand, and until when. */
  beforeHands = { count: 0, at: 0 }
  checks: ChecksEvent | undefined
  /** A sentence when the play itself went wrong. */
  trouble: string | undefined
  readonly #score: Score
  readonly #witness = new Witness()
  readonly #doing = new Map<number, { program: string; doing: Doing }>()
  readonly #judges: readonly Judge[]
  /** What programs wait for before they start. */
  readonly #starts: readonly Judge[]
  readonly #learner: Learner
  #changed: () => void = () => undefined
  #lastAt = performance.now()
  #visiting = false
  #checkedAt = -Infinity
  /** The session's clock before ours. */
  #ahead = -Infinity

  constructor(registry: Registry, score: Score) {
    this.#score = score
    this.#judges = score.claims.map((claim) => createJudge(claim))
    this.#starts = score.step.programs.flatMap(({ start }) =>
      typeof start === 'object' ? createJudge(start.after) : [],
    )
    this.#learner = new Learner(registry, (event) => this.#hear(event))
  }

  /** Plays; resolves when it has been seen. `leave` must follow. */
  async play(): Promise<void> {
    const { lesson, step, files } = this.#score
    const where = { lesson, step: step.id, files: { ...files } }
    if (step.programs.some(({ start }) => start !== 'hand')) {
      await this.#press({ type: 'run', ...where })
      await this.#settled(step.programs.some(({ app }) => app) ? () => this.#answers : undefined)
    }
    this.beforeHands = { count: this.seen.length, at: this.now }
    for (const program of step.programs) await this.#visit(program)
    for (const { id, start } of step.programs) {
      if (start !== 'hand' || this.trouble !== undefined) continue
      await this.#press({ type: 'run', ...where, program: id })
      await this.#settled()
    }
  }

  /** The key of the hint that a learner would be given first. */
  async hint(): Promise<string | undefined> {
    const { lesson, step } = this.#score
    const answer = await this.#learner.ask({ type: 'hint', lesson, step: step.id, at: 0 })
    return answer.type === 'hint' ? answer.key : undefined
  }

  /** Now, on the clock of what was seen. */
  get now(): number {
    return performance.now() + this.#ahead
  }

  /** Nothing more is waited for: `why` becomes its trouble. */
  breakOff(why: string): void {
    this.trouble ??= why
    this.#changed()
  }

  leave(): void {
    this.#learner.leave()
  }

  /** What a program printed on its standard output, line by line. */
  lines(program: string): string[] {
    return this.seen.flatMap((one) =>
      one.type === 'output' && one.program === program && one.stream === 'out' ? [one.line] : [],
    )
  }

  /** Whether it had not ended, and waited for others, when nothing more was looked for. */
  waits(program: string): boolean {
    return [...this.#doing.values()].findLast((one) => one.program === program)?.doing === 'waits'
  }

  /** Programs that waited for something before they start, and it did not come. */
  get unstarted(): string[] {
    return [...this.#doing.values()].flatMap(({ program, doing }) =>
      doing === 'queued' ? [program] : [],
    )
  }

  async #press(message: Parameters<Learner['ask']>[0]): Promise<void> {
    this.#lastAt = performance.now()
    const before = this.#doing.size
    const answer = await this.#learner.ask(message)
    if (answer.type === 'refused') this.trouble ??= answer.say
    // Answers may pass events: what was started is known when it is told.
    while (this.#doing.size === before && this.trouble === undefined) await this.#news()
  }

  #hear(event: SessionEvent): void {
    if (event.type === 'run') {
      const { program } = event.of
      this.#doing.set(event.run, { program, doing: 'queued' })
      this.#witness.watch(event.run, { program, line: (file, at) => this.#line(file, at) })
    }
    if (event.type === 'checks') {
      this.checks = event
      this.#checkedAt = performance.now()
    }
    if (event.type === 'visit' && event.state.type !== 'asked') this.#visiting = false
    if (event.type === 'lab' && event.lab.type === 'lost') this.trouble ??= event.lab.say
    for (const observation of this.#witness.see(event)) {
      this.seen.push(observation)
      const at = timeOf(observation)
      this.#ahead = Math.max(this.#ahead, at - performance.now())
      for (const judge of [...this.#judges, ...this.#starts]) judge.see(observation)
      // The heart goes on beating whatever happens.
      if (observation.type !== 'beat') this.#lastAt = performance.now()
    }
    if (event.type === 'state') this.#state(event.run, event.state.type, event)
    this.#changed()
  }

  #state(run: number, type: string, event: Extract<SessionEvent, { type: 'state' }>): void {
    const known = this.#doing.get(run)
    if (!known) return
    if (type === 'ended') known.doing = 'ended'
    else if (type === 'queued') known.doing = 'queued'
    else {
      const { state } = event
      known.doing = state.type === 'waiting' && state.for !== 'sleep' ? 'waits' : 'busy'
    }
  }

  #line(file: string, line: number): string | undefined {
    const { step, files } = this.#score
    return (files[file] ?? step.files[file])?.split('\n')[line - 1]
  }

  /** Every app has answered a beat: all can be visited. */
  get #answers(): boolean {
    const answered = new Set(
      this.seen.flatMap((one) =>
        one.type === 'beat' && one.beat.type === 'answered' ? [one.program] : [],
      ),
    )
    return this.#score.step.programs.every(({ id, app, start }) =>
      app === undefined || start === 'hand' ? true : answered.has(id),
    )
  }

  /** Visits each page that has a button, one after the other; who gets no answer stays and waits. */
  async #visit({ id: program, app }: Step['programs'][number]): Promise<void> {
    const { lesson, step } = this.#score
    for (const path of app?.visits ?? []) {
      if (this.trouble !== undefined) return
      this.#visiting = true
      const of = { lesson, step: step.id, program }
      const answer = await this.#learner.ask({ type: 'visit', of, path })
      if (answer.type === 'refused') return
      const began = performance.now()
      while (this.#visiting && performance.now() - began < VISIT_MS * this.#score.slow)
        await this.#news()
      const answered = performance.now()
      while (performance.now() - answered < LOOK_MS * this.#score.slow) await this.#news()
    }
  }

  /** All have ended; or all wait and no claim hangs on time; or the step's time has passed. */
  async #settled(enough: () => boolean = () => false): Promise<void> {
    const began = performance.now()
    let lookedSince = began
    let queued = true
    for (;;) {
      const now = performance.now()
      const states = [...this.#doing.values()].map(({ doing }) => doing)
      const stillQueued = states.includes('queued')
      // Its time to be looked at begins with the last start.
      if (queued && !stillQueued) lookedSince = now
      queued = stillQueued
      if (this.trouble !== undefined || enough()) break
      const over = states.every((state) => state === 'ended')
      if (over && this.checks?.state !== 'watching') break
      if (!queued && this.#looked(now, lookedSince)) break
      if (this.#stuck(states, now)) break
      if (this.#quiet(states) && now - this.#lastAt >= QUIET_MS * this.#score.slow) break
      const patience = PATIENCE_MS * this.#score.slow
      if (now - began > patience) {
        this.trouble = `The play came to no end in ${patience / 1000} s.`
        break
      }
      await this.#news()
    }
  }

  /** The step's time has passed, and the session has judged the attempt by it. */
  #looked(now: number, since: number): boolean {
    const { step, slow } = this.#score
    const { observeMs, exercise } = step
    if (now - since < observeMs) return false
    if (exercise === undefined || this.checks?.state === 'solved') return true
    if (this.#checkedAt - since >= observeMs - SLACK_MS) return true
    // What was all decided before is not judged again.
    return this.checks?.state === 'failed' && now - since >= observeMs + GRACE_MS * slow
  }

  /** Some wait to be started, and the others, all at rest, bring nothing more: a learner would see no more either. */
  #stuck(states: readonly Doing[], now: number): boolean {
    const { step, slow } = this.#score
    const atRest = states.some((state) => state !== 'queued') && !states.includes('busy')
    if (!atRest || !states.includes('queued')) return false
    if (step.programs.some(({ heartbeat }) => heartbeat)) return false
    if (this.checks?.state === 'watching') return false
    const comes = ({ due }: Judge): boolean => due !== undefined && due > this.now
    if ([...this.#judges, ...this.#starts].some(comes)) return false
    return now - this.#lastAt >= step.observeMs + GRACE_MS * slow
  }

  #quiet(states: readonly Doing[]): boolean {
    if (states.some((state) => state === 'busy' || state === 'queued')) return false
    const { step } = this.#score
    if (step.programs.some(({ heartbeat }) => heartbeat)) return false
    // Marks are the session's, which has its own time to look.
    if (step.exercise !== undefined) return false
    return this.#judges.every(({ due }) => due === undefined)
  }

  /** Something was heard, or 50 ms have passed. */
  #news(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 50)
      this.#changed = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
