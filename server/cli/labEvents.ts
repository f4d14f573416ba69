/** What programs do as the protocol's events, one JSON object a line. */
import { StringDecoder } from 'node:string_decoder'
import type { Activity, LabInfo, ThreadState, Traffic } from '../lab/index.ts'
import type { EndReason, Numbered, RunState, SessionEvent } from '../protocol/index.ts'
import { Tap } from '../tap/index.ts'
import type { Printer, Stream } from './labPrinter.ts'
import type { Sinks } from './labSink.ts'

/** `clock` is where the times of events begin, milliseconds of the monotonic clock. */
export class JsonPrinter implements Printer {
  readonly #sinks: Sinks
  readonly #names: readonly string[]
  readonly #clock: number
  readonly #starts = new Map<number, number>()
  readonly #decoders = new Map<string, StringDecoder>()
  /** The state that was printed last. */
  readonly #last = new Map<number, RunState['type']>()
  readonly #tap = new Tap({
    tell: (event) => this.#put(event.at, event),
    thread: (connection) => this.#readers.get(connection),
  })
  /** The threads that read connections. */
  readonly #readers = new Map<number, string>()
  #seq = 0

  constructor(sinks: Sinks, names: readonly string[], clock: number) {
    this.#sinks = sinks
    this.#names = names
    this.#clock = clock
    this.#emit(clock, { type: 'lab', lab: { type: 'opening' } })
  }

  ready(info: LabInfo, at: number): void {
    const limits = [...info.limits]
    this.#emit(at, { type: 'lab', lab: { type: 'ready', ...info, limits, broker: 'up' } })
  }

  begun(program: number, at: number): void {
    const of = { lesson: '', step: '', program: this.#names[program] ?? '' }
    this.#emit(at, { type: 'run', run: program + 1, of, number: 1 })
    this.#state(program, at, { type: 'starting', since: this.#since(at) })
  }

  started(program: number, at: number): void {
    this.#starts.set(program, at)
    if (this.#last.get(program) === 'stopping') return
    this.#state(program, at, { type: 'running', since: this.#since(at) })
  }

  activity(program: number, activity: Activity): void {
    const { at, type } = activity
    const last = this.#last.get(program)
    // Its next state is its end.
    if (last === 'stopping' || (type === 'running' && last === type)) return
    const since = this.#since(at)
    if (type === 'running') {
      this.#state(program, at, { type, since })
      return
    }
    const until = activity.until === undefined ? {} : { until: this.#since(activity.until) }
    this.#state(program, at, { type, since, for: activity.for, ...until })
  }

  stopping(program: number, at: number): void {
    if (this.#last.get(program) === 'ended') return
    this.#state(program, at, { type: 'stopping', since: this.#since(at) })
  }

  output(program: number, output: { at: number; stream: Stream; bytes: Buffer }): void {
    const { at, stream, bytes } = output
    const key = `${program} ${stream}`
    const decoder = this.#decoders.get(key) ?? new StringDecoder('utf8')
    this.#decoders.set(key, decoder)
    this.#text(program, { at, stream, text: decoder.write(bytes) })
  }

  ended(program: number, at: number, reason: EndReason): void {
    for (const stream of ['out', 'err'] as const) {
      const text = this.#decoders.get(`${program} ${stream}`)?.end() ?? ''
      this.#text(program, { at, stream, text })
    }
    const took = at - (this.#starts.get(program) ?? at)
    this.#state(program, at, { type: 'ended', since: this.#since(at), reason, took })
  }

  thread(program: number, { at, until, loopHeldSince, ...state }: ThreadState): void {
    if (state.connection !== undefined) this.#readers.set(state.connection, state.thread)
    this.#emit(at, {
      type: 'thread',
      at: this.#since(at),
      run: program + 1,
      program: this.#names[program] ?? '',
      ...state,
      ...(until === undefined ? {} : { until: this.#since(until) }),
      ...(loopHeldSince === undefined ? {} : { loopHeldSince: this.#since(loopHeldSince) }),
    })
  }

  /** The runs of the lab are the programs in their order. */
  traffic(traffic: Traffic): void {
    const at = this.#since(traffic.at)
    if (traffic.type !== 'opened') return this.#tap.take({ ...traffic, at })
    const { run, thread: _, ...opened } = traffic
    const program = run === undefined ? undefined : this.#names[run - 1]
    const owner = run === undefined || program === undefined ? { program: '' } : { program, run }
    this.#tap.take({ ...opened, ...owner, at })
  }

  #text(program: number, chunk: { at: number; stream: Stream; text: string }): void {
    if (chunk.text === '') return
    const chunks = [{ ...chunk, at: this.#since(chunk.at) }]
    this.#emit(chunk.at, { type: 'output', run: program + 1, chunks })
  }

  #state(program: number, at: number, state: RunState): void {
    this.#last.set(program, state.type)
    this.#emit(at, { type: 'state', run: program + 1, state })
  }

  #emit(at: number, event: SessionEvent): void {
    this.#put(this.#since(at), event)
  }

  /** `at` since the clock began. */
  #put(at: number, event: SessionEvent): void {
    this.#seq += 1
    const numbered: Numbered = { seq: this.#seq, at, event }
    this.#sinks.write('out', `${JSON.stringify(numbered)}\n`)
  }

  #since(at: number): number {
    return at - this.#clock
  }
}
