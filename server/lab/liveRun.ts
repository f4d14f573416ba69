/**
 * One run of a lab as the server sees it.
 *
 * Owns the second wall timer: a supervisor that does not end the run in time loses its lab.
 */
import type { EndReason } from '../protocol/index.ts'
import type { Channel } from './channel.ts'
import { monotonicMs, plausible } from './clock.ts'
import type { Run, RunListener } from './lab.ts'
import { SERVER_LIMITS } from './limits.ts'
import { endReason, shellStatus } from './reason.ts'
import { ThreadGate } from './threadGate.ts'
import type { FromLab } from './wire.ts'

/** Bytes of stdin in one frame. */
const INPUT_PIECE = 256 * 1024
/** A timer that is later than this was not late by itself: nothing ran here. */
const HELD_UP_MS = 1_000

export interface LiveRunParts {
  readonly id: number
  readonly wallMs: number
  readonly channel: Channel
  readonly listener: RunListener
  /** True while we do not read from the lab: its silence is then our doing. */
  readonly deaf: () => boolean
  /** The supervisor missed the wall limit. */
  readonly overdue: () => void
}

/** What a lab says of one run. */
export type OfRun = Exclude<Extract<FromLab, { run: number }>, { op: 'opened' }>

export class LiveRun implements Run {
  readonly #parts: LiveRunParts
  readonly #opened = monotonicMs()
  readonly #threads = new ThreadGate()
  #timer: NodeJS.Timeout | undefined
  #ended = false
  /** What was asked before the run was sent to the lab, in order. */
  #early: (() => void)[] | undefined

  constructor(parts: LiveRunParts) {
    this.#parts = parts
    this.#watch(parts.wallMs + SERVER_LIMITS.overdueMs)
  }

  get id(): number {
    return this.#parts.id
  }

  /** Its files go first: what is asked of it waits for `sent`. */
  hold(): void {
    this.#early = []
  }

  /** The lab knows it now. */
  sent(): void {
    const early = this.#early ?? []
    this.#early = undefined
    for (const ask of early) ask()
  }

  stop(): void {
    this.#ask(() => {
      this.#parts.channel.send({ op: 'stop', run: this.#parts.id })
    })
  }

  kill(): void {
    this.#ask(() => {
      this.#parts.channel.send({ op: 'kill', run: this.#parts.id })
    })
  }

  input(bytes: Buffer): void {
    this.#ask(() => {
      for (let start = 0; start < bytes.length; start += INPUT_PIECE) {
        this.#parts.channel.sendInput(this.#parts.id, bytes.subarray(start, start + INPUT_PIECE))
      }
    })
  }

  endInput(): void {
    this.#ask(() => {
      this.#parts.channel.sendInput(this.#parts.id, Buffer.alloc(0))
    })
  }

  output(at: number, stream: 'out' | 'err', bytes: Buffer): void {
    this.#parts.listener.output(this.#time(at), stream, bytes)
  }

  /** True when this was the run's end. */
  heard(message: OfRun): boolean {
    const { listener } = this.#parts
    switch (message.op) {
      case 'started':
        listener.started(this.#micros(message.at))
        return false
      case 'state':
        this.#state(message)
        return false
      case 'thread':
        this.#thread(message)
        return false
      case 'beat':
        this.#beat(message)
        return false
      case 'taken':
        listener.taken?.(message.bytes)
        return false
      case 'ended':
        this.#finish()
        listener.ended(
          this.#micros(message.at),
          endReason(message, this.#parts.wallMs),
          shellStatus(message),
        )
        return true
    }
  }

  /** The lab is gone: this is the end. */
  lost(): void {
    this.#endWith({ type: 'lost' })
  }

  /** It never started. */
  refused(say: string): void {
    this.#endWith({ type: 'refused', say })
  }

  #ask(ask: () => void): void {
    if (this.#ended) return
    if (this.#early === undefined) ask()
    else this.#early.push(ask)
  }

  #endWith(reason: EndReason): void {
    if (this.#ended) return
    this.#finish()
    this.#parts.listener.ended(monotonicMs(), reason)
  }

  #state(message: Extract<FromLab, { op: 'state' }>): void {
    const at = this.#micros(message.at)
    const { listener } = this.#parts
    if (message.state === 'running') {
      listener.activity({ type: 'running', at })
      return
    }
    const until = message.until ?? undefined
    listener.activity({
      type: 'waiting',
      at,
      for: message.for ?? 'other',
      ...(until === undefined ? {} : { until: until / 1_000 }),
    })
  }

  #thread(message: Extract<FromLab, { op: 'thread' }>): void {
    const { op: _, run: __, at, until, held, ...told } = message
    if (!this.#threads.passes(told, monotonicMs())) return
    this.#parts.listener.thread?.({
      ...told,
      at: this.#micros(at),
      ...(until === undefined ? {} : { until: until / 1_000 }),
      ...(held === undefined ? {} : { loopHeldSince: this.#micros(held) }),
    })
  }

  #beat(message: Extract<FromLab, { op: 'beat' }>): void {
    const at = this.#micros(message.at)
    const ms = message.ms ?? 0
    const { listener } = this.#parts
    if (message.type === 'answered') {
      listener.beat({ type: 'answered', at, ms, status: message.status ?? 0 })
    } else if (message.type === 'timeout') {
      listener.beat({ type: 'timeout', at, ms })
    } else {
      listener.beat({ type: 'refused', at })
    }
  }

  #micros(at: number): number {
    return this.#time(at / 1_000)
  }

  #time(at: number): number {
    return plausible(at, this.#opened)
  }

  #watch(afterMs: number): void {
    const due = performance.now() + afterMs
    this.#timer = setTimeout(() => {
      // When this server was held up itself, the end may have come and wait to be read.
      const heldUp = performance.now() - due > HELD_UP_MS
      if (heldUp || this.#parts.deaf()) this.#watch(SERVER_LIMITS.overdueMs)
      else this.#parts.overdue()
    }, afterMs)
  }

  #finish(): void {
    this.#ended = true
    clearTimeout(this.#timer)
  }
}
