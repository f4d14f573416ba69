/** What the rest of the server knows of a lab: run programs, hear of them, give it back. */
import type { Duplex } from 'node:stream'
import type { Beat, EndReason, LimitRow, Stream, ThreadEvent, WaitsFor } from '../protocol/index.ts'

/** All times in this file are absolute CLOCK_MONOTONIC milliseconds, as `performance`-like floats. */
export interface RunSpec {
  /** Folder below the learner's home, the working directory; `''` = home. */
  readonly dir: string
  /** Placed below `dir` before the start; `null` = deleted. */
  readonly files: Readonly<Record<string, string | Buffer | null>>
  /** `['python', 'main.py']`: a warm fork; other commands are exec'd. */
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** False: stdin is at its end from the start. */
  readonly input: boolean
  readonly wallMs: number
  readonly heartbeat?: {
    readonly port: number
    readonly path: string
    readonly everyMs: number
    readonly timeoutMs: number
  }
}

export type Activity =
  | { readonly type: 'running'; readonly at: number }
  | {
      readonly type: 'waiting'
      readonly at: number
      readonly for: WaitsFor
      readonly until?: number
    }

/**
 * What the relay in front of the lab's Redis saw. `connection` counts from 1 within the lab; per connection
 * in order: opened, bytes, closed. `run` is the number of `Run.id`, absent when the owner was gone before it
 * could be known. `process` and `thread` are numbers as the program's own namespace has them.
 */
export type Traffic =
  | {
      readonly type: 'opened'
      readonly connection: number
      readonly at: number
      readonly run?: number
      readonly process?: number
      readonly thread?: number
    }
  | {
      readonly type: 'bytes'
      readonly connection: number
      readonly at: number
      readonly from: 'program' | 'redis'
      readonly bytes: Buffer
    }
  | {
      readonly type: 'closed'
      readonly connection: number
      readonly at: number
      readonly by: 'program' | 'redis' | 'you' | 'lab'
    }

/** What one thread does now; only changes are told. Fields as in the protocol's `ThreadEvent`, times absolute. */
export interface ThreadState extends Omit<ThreadEvent, 'type' | 'run' | 'program'> {}

/** Called in order; `ended` is the last call and comes exactly once, after all output. */
export interface RunListener {
  started(at: number): void
  activity(activity: Activity): void
  output(at: number, stream: Stream, bytes: Buffer): void
  beat(beat: Beat): void
  /** `status` is what a shell would show in `$?` (128 + n for a signal), unknown when it never started. */
  ended(at: number, reason: EndReason, status?: number): void
  thread?(state: ThreadState): void
  /** How many bytes of input the program's pipe has accepted in all; only for who streams input. */
  taken?(bytes: number): void
}

export interface Run {
  /** Counts the runs of its lab from 1. */
  readonly id: number
  /** SIGINT, then SIGKILL after 2 s. Safe to call at any time, also after the end. */
  stop(): void
  kill(): void
  input(bytes: Buffer): void
  endInput(): void
}

export interface LabFile {
  readonly path: string
  readonly size: number
}

/** A GET from inside the lab. */
export interface VisitSpec {
  readonly port: number
  /** With its query; begins with `/`, and has no space in it. */
  readonly path: string
}

/** What came of a visit; `ms` since it was asked. */
export type Visited =
  | {
      readonly type: 'answered'
      readonly at: number
      readonly ms: number
      readonly status: number
      readonly contentType?: string
      readonly location?: string
      readonly body: Buffer
      /** There was more than the limit. */
      readonly cut: boolean
    }
  | { readonly type: 'left'; readonly at: number; readonly ms: number }
  | { readonly type: 'failed'; readonly at: number; readonly ms: number; readonly say: string }

export type BrokerState = 'up' | 'stopped' | 'restarting'

export interface LabInfo {
  readonly python: string
  readonly redis: string
  readonly packages: Readonly<Record<string, string>>
  readonly limits: readonly LimitRow[]
  readonly sandboxed: boolean
}

export interface Lab {
  readonly info: LabInfo
  readonly broker: BrokerState
  onBroker(listener: (state: BrokerState) => void): void
  /** Everything between programs and Redis from now on; without a relay (no sandbox) nothing is ever told. */
  onTraffic(listener: (traffic: Traffic) => void): void
  /** How long the server has worked for what the lab said, in ms, each time that it has. */
  onWork(listener: (ms: number) => void): void
  /** A way of the server's own to the lab's Redis, beside the relay. Destroyed when Redis refuses or the lab goes. */
  connect(): Duplex
  /** Cuts a connection of the relay, as a network would. */
  cut(connection: number): void
  run(spec: RunSpec, listener: RunListener): Run
  /** Asks a web app for a page, without an end to its patience; `visited` is called once. Returns how to leave. */
  visit(spec: VisitSpec, visited: (visited: Visited) => void): () => void
  /** A learner has come: the lab makes the next run's surroundings ready ahead of it. */
  prepare(): void
  switchBroker(action: 'stop' | 'start' | 'restart'): void
  /** Writes (text or bytes of any size) or deletes files. Rejects with a sentence when it cannot. */
  place(dir: string, files: Readonly<Record<string, string | Buffer | null>>): Promise<void>
  list(dir: string): Promise<readonly LabFile[]>
  read(path: string): Promise<Buffer>
  /** Stops taking output from the lab, so that its programs wait: back-pressure for the command line. */
  pause(): void
  resume(): void
  /** Resolves when the lab is gone, by `dispose` or on its own; live runs have ended as `lost` before. */
  readonly closed: Promise<void>
  /** Kills everything in the lab. Idempotent. */
  dispose(): void
}

/** A place in a pool's queue; `give` hands the lab over exactly once unless `leave` came first. */
export interface Ticket {
  readonly lab: Promise<Lab | undefined>
  leave(): void
}

export interface Pool {
  /** `onPlace(place, of, waitMs)` is called while queued, whenever the place changes. */
  take(onPlace: (place: number, of: number, waitMs: number | undefined) => void): Ticket
  readonly info: LabInfo
  /** What the kernel bounds of each lab: `memory`, `pids`, `cpu`; none where the host has no control groups for us. */
  readonly fence?: readonly string[]
  /** Labs in use, warm labs, learners in the queue. */
  status(): { used: number; warm: number; queued: number; capacity: number }
  dispose(): Promise<void>
}
