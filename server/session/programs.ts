/** The runs of one session: starts them in order, restarts, stops, and remembers what was placed. */
import type { EndReason, ProgramRef } from '../protocol/index.ts'
import type { Lab, RunSpec } from '../lab/index.ts'
import type { Observation, Program, Step } from '../lessons/index.ts'
import { mergeFiles, type Files } from './files.ts'
import { ProgramRun, type RunWorld } from './programRun.ts'

/** What a run waits for while the former one of its program ends. */
const FORMER = 'It starts when the run before it has stopped.'

export interface StartOrder {
  readonly of: ProgramRef
  readonly step: Step
  readonly program: Program
  readonly files: Files
  /** Held back until `release`; a sentence that says why. */
  readonly after?: string
  readonly observe?: (observation: Observation) => void
  readonly onEnd?: (run: ProgramRun, reason: EndReason) => void
}

export interface ProgramsEvents {
  /** The lab as it is now; undefined asks for one, and `launchAll` follows. */
  lab(): Lab | undefined
  /** The number of live runs changed. */
  changed(live: number): void
}

export class Programs {
  readonly #world: RunWorld
  readonly #events: ProgramsEvents
  readonly #wallMs: number
  readonly #live = new Map<number, ProgramRun>()
  readonly #numbers = new Map<string, number>()
  /** Runs that may start as soon as there is a lab and their program's former run has ended. */
  readonly #ready = new Set<ProgramRun>()
  readonly #placed = new Map<string, Set<string>>()
  #last = 0

  constructor(world: RunWorld, events: ProgramsEvents, wallMs: number) {
    this.#world = world
    this.#events = events
    this.#wallMs = wallMs
  }

  get live(): readonly ProgramRun[] {
    return [...this.#live.values()]
  }

  /** How many runs more there would be if these programs were started (a restart takes its own place). */
  wouldLive(of: readonly ProgramRef[]): number {
    const restarted = this.live.filter((run) => of.some((ref) => sameProgram(ref, run.order.of)))
    return this.#live.size - restarted.length + of.length
  }

  find(id: number): ProgramRun | undefined {
    return this.#live.get(id)
  }

  /** True for the number of a run that there was, live or not. */
  known(id: number): boolean {
    return id >= 1 && id <= this.#last
  }

  /** Makes a run, stops the program's former ones, and starts it when nothing stands before it. */
  start(order: StartOrder): ProgramRun {
    const former = this.live.filter((run) => sameProgram(run.order.of, order.of))
    for (const run of former) run.stop()
    const stopping = former.some((run) => run.live)
    const run = this.#create(order, order.after ?? (stopping ? FORMER : undefined))
    if (order.after === undefined) this.release(run)
    return run
  }

  /** Lets a run start that was held back. */
  release(run: ProgramRun): void {
    this.#ready.add(run)
    run.requeue(this.#former(run) ? FORMER : undefined)
    this.launchAll()
  }

  /** Starts what can start now, in the order in which it was asked for. */
  launchAll(): void {
    const able = [...this.#ready].filter((run) => !this.#former(run))
    if (able.length === 0) return
    const lab = this.#events.lab()
    if (lab === undefined) return
    for (const run of able) if (this.#ready.delete(run)) run.launch(lab)
  }

  /** Ends those that wait for a lab, which can't be had. */
  refuseWaiting(reason: EndReason): void {
    // First: the end of one must not start the next. And the last first: one that waits for another
    // ends for this reason, not for want of the other.
    this.#ready.clear()
    for (const run of [...this.live].reverse()) if (run.queued) run.kill(reason)
  }

  /** The paths that were placed for a step: what else is there, programs wrote. */
  placed(step: string): ReadonlySet<string> {
    return this.#placed.get(step) ?? new Set()
  }

  /** The lab is new: nothing of ours is in it. */
  forgetPlaced(): void {
    this.#placed.clear()
  }

  flush(): void {
    for (const run of this.#live.values()) run.flush()
  }

  #former(run: ProgramRun): boolean {
    return this.live.some((other) => other.id < run.id && sameProgram(other.order.of, run.order.of))
  }

  #create(order: StartOrder, after: string | undefined): ProgramRun {
    const key = JSON.stringify([order.of.lesson, order.of.step, order.of.program])
    const number = (this.#numbers.get(key) ?? 0) + 1
    this.#numbers.set(key, number)
    const run = new ProgramRun(
      this.#world,
      {
        id: ++this.#last,
        of: order.of,
        number,
        spec: this.#spec(order),
        ...(order.observe ? { observe: order.observe } : {}),
        onEnd: (ended, reason) => this.#ended(ended, reason, order),
      },
      after,
    )
    this.#live.set(run.id, run)
    this.#events.changed(this.#live.size)
    return run
  }

  #spec({ program, step, files }: StartOrder): RunSpec {
    const before = this.placed(step.id)
    const merged = mergeFiles(step, files, before)
    // What is deleted now is forgotten: else each start would delete all names there ever were.
    const placed = Object.keys(merged).filter((path) => merged[path] !== null)
    this.#placed.set(step.id, new Set(placed))
    return {
      dir: step.id,
      files: merged,
      argv: program.argv,
      input: true,
      wallMs: this.#wallMs,
      ...(program.heartbeat ? { heartbeat: program.heartbeat } : {}),
    }
  }

  #ended(run: ProgramRun, reason: EndReason, order: StartOrder): void {
    this.#live.delete(run.id)
    this.#ready.delete(run)
    this.#events.changed(this.#live.size)
    order.onEnd?.(run, reason)
    this.launchAll()
  }
}

export function sameProgram(a: ProgramRef, b: ProgramRef): boolean {
  return a.lesson === b.lesson && a.step === b.step && a.program === b.program
}
