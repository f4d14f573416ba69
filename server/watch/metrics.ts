/** Figures for Prometheus. Those of the moment are looked at when they are asked for, the rest counted as it happens. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { LiveHeap } from './liveHeap.ts'

/** Where the figures of the moment come from. */
export interface Sources {
  readonly labs: () => { used: number; warm: number; queued: number; capacity: number }
  readonly sessions: () => { sessions: number; connections: number }
  /** Characters that the logs of all sessions hold. */
  readonly held: () => number
  readonly progressUp: () => boolean
  /** What the kernel bounds of each lab. */
  readonly fence: () => readonly string[]
}

/** Seconds. */
const FAST = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
/** Controllers of control groups. */
const FENCED = ['memory', 'pids', 'cpu']
const PREFIX = 'backchannel_'

export class Metrics {
  readonly #registry = new Registry()
  readonly #runs = this.#counter('runs_ended_total', 'Runs that ended, by why.', 'reason')
  readonly #limits = this.#counter('limit_hits_total', 'Limits met, by name.', 'limit')
  readonly #bytes = this.#counter('socket_bytes_total', 'Bytes of WebSocket messages.', 'direction')
  readonly #firstOutput = this.#histogram(
    'run_first_output_seconds',
    'From a run’s start to its first output.',
  )
  readonly #queueWait = this.#histogram('lab_wait_seconds', 'How long a learner waited for a lab.')
  readonly #lag = this.#histogram(
    'event_lag_seconds',
    'From a frame of events to its leaving this process.',
  )

  constructor(sources: Sources) {
    collectDefaultMetrics({ register: this.#registry })
    const heap = new LiveHeap()
    this.#gauge('heap_live_bytes', 'Objects that the last full collection left.', (set) =>
      set(heap.bytes),
    )
    this.#gauge('labs', 'Labs by state.', (set) => {
      const { used, warm, capacity } = sources.labs()
      set(used, { state: 'used' })
      set(warm, { state: 'warm' })
      set(Math.max(0, capacity - used - warm), { state: 'free' })
    })
    this.#gauge('queue_length', 'Learners who wait for a lab.', (set) => set(sources.labs().queued))
    this.#gauge('sessions', 'Sessions, those of learners who went away included.', (set) =>
      set(sources.sessions().sessions),
    )
    this.#gauge('connections', 'Open WebSockets.', (set) => set(sources.sessions().connections))
    this.#gauge('log_characters', 'Characters that the logs of all sessions hold.', (set) =>
      set(sources.held()),
    )
    this.#gauge('fence', 'What the kernel bounds of each lab (1) or not (0).', (set) => {
      for (const state of FENCED) set(sources.fence().includes(state) ? 1 : 0, { state })
    })
    this.#gauge('progress_redis_up', 'Whether progress can be kept (1) or not (0).', (set) =>
      set(sources.progressUp() ? 1 : 0),
    )
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  runEnded(reason: string): void {
    this.#runs.inc({ reason })
  }

  limitHit(limit: string): void {
    this.#limits.inc({ limit })
  }

  /** A WebSocket message; `ms`: how long one of ours took to leave. */
  moved(direction: 'in' | 'out', bytes: number, ms?: number): void {
    this.#bytes.inc({ direction }, bytes)
    if (ms !== undefined) this.#lag.observe(ms / 1000)
  }

  firstOutput(ms: number): void {
    this.#firstOutput.observe(Math.max(0, ms) / 1000)
  }

  waited(ms: number): void {
    this.#queueWait.observe(ms / 1000)
  }

  #counter<T extends string>(name: string, help: string, label: T): Counter<T> {
    const registers = [this.#registry]
    return new Counter({ name: PREFIX + name, help, labelNames: [label], registers })
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name: PREFIX + name, help, buckets: FAST, registers: [this.#registry] })
  }

  #gauge(
    name: string,
    help: string,
    look: (set: (value: number, labels?: Record<string, string>) => void) => void,
  ): void {
    const gauge = new Gauge({
      name: PREFIX + name,
      help,
      labelNames: ['state'],
      registers: [this.#registry],
      collect: () => look((value, labels = {}) => gauge.set(labels, value)),
    })
  }
}
