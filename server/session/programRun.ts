/** One start of one program: its state, its output, and what of it is told to the page. */
import type {
  Beat,
  EndReason,
  ProgramRef,
  RunState,
  SessionEvent,
  Stream,
  ThreadEvent,
} from '../protocol/index.ts'
import type { Activity, Lab, Run, RunListener, RunSpec, ThreadState } from '../lab/index.ts'
import type { Observation } from '../lessons/index.ts'
import { FloodMeter } from './flood.ts'
import { lineOf, Lines } from './lines.ts'
import type { EventLog } from './log.ts'
import { RunOutput } from './output.ts'
import { noteFor } from './notes.ts'

/** Characters of standard error that a note is told from. */
const NOTE_TAIL = 4_000

/** What a run needs of its session. */
export interface RunWorld {
  readonly log: EventLog
  /** ms on the session's clock. */
  now(): number
  /** From the lab's absolute ms to the session's clock. */
  fromLab(at: number): number
  /** Output was gathered; `flush` is wanted with the next batch. */
  gathered(): void
  /** Something else is new in the log. */
  logged(): void
  /** The lab calls a run by this number. */
  launched(number: number, run: ProgramRun): void
  /** What a thread does was told. */
  threadTold(event: ThreadEvent): void
  /** What a note needs to know of the lab. */
  readonly lab: { broker: string; packages: Readonly<Record<string, string>> }
}

export interface RunOrder {
  readonly id: number
  readonly of: ProgramRef
  readonly number: number
  readonly spec: RunSpec
  /** Hears each fact of this run, for start conditions and repeats. */
  readonly observe?: (observation: Observation) => void
  /** Called once, after the run's `ended` event. */
  readonly onEnd: (run: ProgramRun, reason: EndReason) => void
}

/** Bytes typed and not read: less than a lab keeps. */
const MAX_UNREAD = 1_000_000

export class ProgramRun implements RunListener {
  readonly order: RunOrder
  readonly #world: RunWorld
  readonly #output: RunOutput
  readonly #lines = new Lines()
  readonly #flood = new FloodMeter()
  #state: RunState
  #started: number | undefined
  #handle: Run | undefined
  #endAs: EndReason | undefined
  #errTail = ''
  /** Bytes of input: typed in all, and of them taken. */
  #typed = 0
  #read = 0

  /** Tells the page of the run; it is queued until `launch`. `after`: what it waits for, when not a lab. */
  constructor(world: RunWorld, order: RunOrder, after: string | undefined) {
    this.#world = world
    this.order = order
    this.#output = new RunOutput(order.id, world.log)
    this.#emit({ type: 'run', run: order.id, of: order.of, number: order.number })
    const since = world.now()
    this.#state = { type: 'queued', since, ...(after === undefined ? {} : { after }) }
    this.#emit({ type: 'state', run: order.id, state: this.#state })
  }

  get id(): number {
    return this.order.id
  }

  get live(): boolean {
    return this.#state.type !== 'ended'
  }

  /** Text of a line of one of its files, as it was placed. */
  line(file: string, line: number): string | undefined {
    const text = this.order.spec.files[file]?.toString()
    return text === undefined ? undefined : lineOf(text, line)
  }

  get queued(): boolean {
    return this.#state.type === 'queued'
  }

  /** Says that a queued run now waits for something else: a sentence, or absent for a lab. */
  requeue(after: string | undefined): void {
    if (this.#state.type !== 'queued' || this.#state.after === after) return
    const { since } = this.#state
    this.#become({ type: 'queued', since, ...(after === undefined ? {} : { after }) })
  }

  launch(lab: Lab): void {
    if (!this.queued) return
    this.#become({ type: 'starting', since: this.#world.now() })
    this.#handle = lab.run(this.order.spec, this)
    this.#world.launched(this.#handle.id, this)
  }

  /** Asks the program to end as Ctrl-C would; a queued one ends at once. Harmless after the end. */
  stop(): void {
    if (this.queued) return this.#end(this.#world.now(), { type: 'stopped' })
    if (!this.live || this.#state.type === 'stopping') return
    this.#become({ type: 'stopping', since: this.#world.now() })
    this.#handle?.stop()
  }

  /** Ends it without grace, for `reason`, whatever the lab calls it. */
  kill(reason: EndReason): void {
    if (this.queued) return this.#end(this.#world.now(), reason)
    if (!this.live) return
    this.#endAs ??= reason
    this.#handle?.kill()
  }

  /** From now on the run ends for `reason` whatever the lab calls it. */
  endAs(reason: EndReason): void {
    this.#endAs ??= reason
  }

  /** False: nothing was typed, since the program has not read enough of what was before. */
  input(text: string, end: boolean): boolean {
    const bytes = Buffer.from(text)
    if (this.#typed - this.#read + bytes.length > MAX_UNREAD) return false
    this.#typed += bytes.length
    if (text !== '') this.#handle?.input(bytes)
    if (end) this.#handle?.endInput()
    this.flush()
    this.#emit({ type: 'typed', run: this.id, text, end })
    return true
  }

  /** So many bytes of what was typed are in the program's pipe, or read. */
  taken(bytes: number): void {
    this.#read = bytes
  }

  /** Puts gathered output into the log. */
  flush(): void {
    this.#output.flush(this.#world.now())
  }

  started(at: number): void {
    this.#started = this.#world.fromLab(at)
    if (this.#state.type !== 'starting') return
    this.#become({ type: 'running', since: this.#started })
  }

  activity(activity: Activity): void {
    const at = this.#world.fromLab(activity.at)
    const waits = activity.type === 'waiting' ? activity.for : undefined
    this.#observe({ type: 'activity', program: this.order.of.program, at, waits })
    if (this.#state.type === 'stopping' || !this.live) return
    if (activity.type === 'running') {
      if (this.#state.type !== 'running') this.#become({ type: 'running', since: at })
      return
    }
    const until = activity.until === undefined ? {} : { until: this.#world.fromLab(activity.until) }
    this.#become({ type: 'waiting', since: at, for: activity.for, ...until })
  }

  output(at: number, stream: Stream, bytes: Buffer): void {
    const when = this.#world.fromLab(at)
    const text = this.#output.take(when, stream, bytes)
    if (stream === 'err') this.#errTail = (this.#errTail + text).slice(-NOTE_TAIL)
    if (this.order.observe) this.#observeLines(when, stream, this.#lines.take(stream, text))
    this.#world.gathered()
    const limit = this.#flood.take(at, bytes.length)
    if (limit !== undefined) this.kill({ type: 'limit', name: 'flood', value: limit })
  }

  beat(beat: Beat): void {
    const moved = { ...beat, at: this.#world.fromLab(beat.at) }
    this.#emit({ type: 'beat', run: this.id, beat: moved })
    this.#observe({ type: 'beat', program: this.order.of.program, beat: moved })
  }

  thread({ at, until, loopHeldSince, ...state }: ThreadState): void {
    const fromLab = (time: number): number => this.#world.fromLab(time)
    const event: ThreadEvent = {
      type: 'thread',
      at: fromLab(at),
      run: this.id,
      program: this.order.of.program,
      ...state,
      ...(until === undefined ? {} : { until: fromLab(until) }),
      ...(loopHeldSince === undefined ? {} : { loopHeldSince: fromLab(loopHeldSince) }),
    }
    this.#world.threadTold(event)
    this.#emit(event)
  }

  ended(at: number, reason: EndReason): void {
    this.#end(this.#world.fromLab(at), this.#endAs ?? reason)
  }

  #end(at: number, reason: EndReason): void {
    if (!this.live) return
    this.#output.finish(at)
    for (const stream of ['out', 'err'] as const)
      if (this.order.observe) this.#observeLines(at, stream, this.#lines.finish(stream))
    const took =
      this.#started === undefined ? 0 : Math.max(0, Math.round((at - this.#started) * 1000) / 1000)
    this.#become({ type: 'ended', since: at, reason, took })
    const say = noteFor({ stderr: this.#errTail, reason, lab: this.#world.lab })
    if (say !== undefined) this.#emit({ type: 'note', run: this.id, say })
    this.#observe({ type: 'ended', program: this.order.of.program, at, reason })
    this.order.onEnd(this, reason)
  }

  #become(state: RunState): void {
    this.#state = state
    this.#output.flush(this.#world.now())
    this.#emit({ type: 'state', run: this.id, state })
  }

  #observe(observation: Observation): void {
    this.order.observe?.(observation)
  }

  #observeLines(at: number, stream: Stream, lines: readonly string[]): void {
    const { program } = this.order.of
    for (const line of lines) this.#observe({ type: 'output', program, at, stream, line })
  }

  #emit(event: SessionEvent): void {
    this.#world.log.append(event, this.#world.now())
    this.#world.logged()
  }
}
