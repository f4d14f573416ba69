/** What the fold keeps: lanes' contents in the order of their time, each with the event that told it. */
import type {
  Beat,
  EndReason,
  ThreadWaitsFor,
  Topic,
  WaitsFor,
} from '../../../server/protocol/index.ts'

/** Everything that can be linked: `seq` is the number of its event in the session. */
export interface Told {
  seq: number
  /** ms on the session's clock. */
  at: number
}

/** Whose: a lane of the picture, or nobody that this step knows. */
export interface Owner {
  program: string
  run: number | undefined
  connection: number
}

export interface Payload {
  /** Its beginning, as the tap gave it. */
  text: string
  /** The whole, bytes. */
  size: number
  binary: boolean
}

export interface Publish extends Told {
  type: 'publish'
  id: number
  by: Owner
  channel: Channel
  payload: Payload
  receivers: number
  /** From the command to its reply. */
  ms: number
  deliveries: Delivery[]
  /** Deliveries that this publish, or another of equal payload, caused. */
  maybe: Delivery[]
}

export interface Delivery extends Told {
  type: 'delivery'
  to: Owner
  /** Where it was subscribed: a channel, a pattern or a shard. */
  topic: Channel
  /** The channel that it was published on. */
  channel: string
  payload: Payload
  of: number | undefined
  oneOf: readonly number[]
  ms: number | undefined
  thread: string | undefined
}

/** From `at` on, so many connections are subscribed. */
export interface Wire {
  at: number
  count: number
  /** A connection that came or went then. */
  of: Owner
  seq: number
}

/** A channel, a pattern or a shard. */
export interface Channel {
  kind: Topic
  name: string
  publishes: Publish[]
  deliveries: Delivery[]
  wire: Wire[]
  subscribers: Set<number>
  /** When something last happened on it. */
  last: number
}

export type BarState = 'running' | 'asleep' | 'waiting'

export interface Bar extends Told {
  type: 'bar'
  run: number
  /** Undefined while it lasts. */
  to: number | undefined
  state: BarState
  for: WaitsFor | ThreadWaitsFor | undefined
  whom: string | undefined
  until: number | undefined
  file: string | undefined
  line: number | undefined
  connection: number | undefined
}

export interface Thread {
  program: string
  /** Name of the thread; empty for the program's own lane. */
  name: string
  process: number
  daemon: boolean
  bars: Bar[]
  last: number
  ended: boolean
}

/** A run's beginning or end, a connection cut or failed, a command: a small mark on a program's lane. */
export interface Mark extends Told {
  type: 'start' | 'end' | 'cut' | 'command' | 'error' | 'typed' | 'visit'
  program: string
  run: number | undefined
  /** What stands beside it, or in the read-out. */
  say: string
  reason?: EndReason
}

export interface BeatSeen extends Told {
  type: 'beat'
  run: number
  beat: Beat
  /** When it was asked. */
  asked: number
}

export interface Program {
  id: string
  /** The program's own lane comes first; its other threads as they were seen. */
  threads: Thread[]
  marks: Mark[]
  commands: Mark[]
  beats: BeatSeen[]
  /** When its present run began, and when the last one ended. */
  began: number | undefined
  ended: number | undefined
  run: number | undefined
  /** Runs whose threads are told of one by one. */
  threaded: Set<number>
}
