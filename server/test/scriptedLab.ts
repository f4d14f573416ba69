/** A lab that does what a test says, for interleavings that a real one gives only by chance. */
import { Duplex } from 'node:stream'
import type { EndReason, Stream } from '../protocol/index.ts'
import type {
  Activity,
  BrokerState,
  Lab,
  LabFile,
  LabInfo,
  Pool,
  Run,
  RunListener,
  RunSpec,
  ThreadState,
  Ticket,
  Traffic,
  Visited,
  VisitSpec,
} from '../lab/index.ts'
import type { Time } from '../session/index.ts'

const INFO: LabInfo = {
  python: '3.11.2',
  redis: '7.0.15',
  packages: { django: '5.2.0', redis: '8.1.0' },
  limits: [],
  sandboxed: true,
}

export class ScriptedRun implements Run {
  readonly id: number
  readonly spec: RunSpec
  readonly typed: string[] = []
  stops = 0
  kills = 0
  inputEnded = false
  #live = true
  readonly #listener: RunListener
  readonly #time: Time

  constructor(
    id: number,
    spec: RunSpec,
    { listener, time }: { listener: RunListener; time: Time },
  ) {
    this.id = id
    this.spec = spec
    this.#listener = listener
    this.#time = time
  }

  get live(): boolean {
    return this.#live
  }

  started(): void {
    this.#listener.started(this.#time.now())
  }

  print(text: string | Buffer, stream: Stream = 'out'): void {
    this.#listener.output(this.#time.now(), stream, Buffer.from(text))
  }

  waits(activity: Extract<Activity, { type: 'waiting' }>['for']): void {
    this.#listener.activity({ type: 'waiting', at: this.#time.now(), for: activity })
  }

  does(state: ThreadState): void {
    this.#listener.thread?.(state)
  }

  ends(reason: EndReason = { type: 'exit', code: 0 }): void {
    if (!this.#live) return
    this.#live = false
    this.#listener.ended(this.#time.now(), reason)
  }

  stop(): void {
    this.stops += 1
  }

  kill(): void {
    this.kills += 1
  }

  input(bytes: Buffer): void {
    this.typed.push(bytes.toString())
  }

  endInput(): void {
    this.inputEnded = true
  }

  /** All that was typed is read. */
  readsInput(): void {
    this.#listener.taken?.(Buffer.byteLength(this.typed.join('')))
  }
}

export class ScriptedLab implements Lab {
  readonly info = INFO
  readonly runs: ScriptedRun[] = []
  readonly closed: Promise<void>
  broker: BrokerState = 'up'
  files: LabFile[] = []
  disposed = false
  readonly #time: Time
  #close: () => void = () => undefined
  #brokerListener: (state: BrokerState) => void = () => undefined
  /** Tells what a relay would have seen. */
  traffic: (traffic: Traffic) => void = () => undefined
  readonly cuts: number[] = []
  readonly visits: { spec: VisitSpec; end: (visited: Visited) => void }[] = []

  constructor(time: Time) {
    this.#time = time
    this.closed = new Promise((resolve) => (this.#close = resolve))
  }

  onBroker(listener: (state: BrokerState) => void): void {
    this.#brokerListener = listener
  }

  onTraffic(listener: (traffic: Traffic) => void): void {
    this.traffic = listener
  }

  /** Tells that the server has worked for it. */
  work: (ms: number) => void = () => undefined

  onWork(listener: (ms: number) => void): void {
    this.work = listener
  }

  /** No Redis here, unless a test gives one. */
  way: () => Duplex = () => new Duplex().destroy(new Error('no Redis'))

  connect(): Duplex {
    return this.way()
  }

  cut(connection: number): void {
    this.cuts.push(connection)
  }

  run(spec: RunSpec, listener: RunListener): ScriptedRun {
    const run = new ScriptedRun(this.runs.length + 1, spec, { listener, time: this.#time })
    this.runs.push(run)
    return run
  }

  visit(spec: VisitSpec, visited: (visited: Visited) => void): () => void {
    let over = false
    const end = (what: Visited): void => {
      if (!over) visited(what)
      over = true
    }
    this.visits.push({ spec, end })
    return () => {
      end({ type: 'left', at: this.#time.now(), ms: 1 })
    }
  }

  prepare(): void {}

  switchBroker(action: 'stop' | 'start' | 'restart'): void {
    this.broker = action === 'stop' ? 'stopped' : 'up'
    this.#brokerListener(this.broker)
  }

  place(): Promise<void> {
    return Promise.resolve()
  }

  list(): Promise<readonly LabFile[]> {
    return Promise.resolve(this.files)
  }

  read(path: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(path))
  }

  pause(): void {
    // Pages never pause a lab.
  }

  resume(): void {
    // See pause.
  }

  /** Goes away, as `dispose` and accidents do. */
  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    for (const run of this.runs) run.ends({ type: 'lost' })
    this.#close()
  }
}

export class ScriptedPool implements Pool {
  info: LabInfo = INFO
  readonly labs: ScriptedLab[] = []
  /** What a test does to each lab before it is given. */
  made: (lab: ScriptedLab) => void = () => undefined
  /** Labs that `take` gives at once; others wait for `give`. */
  warm = 1
  readonly #time: Time
  readonly #waiting: {
    onPlace: Parameters<Pool['take']>[0]
    give: (lab: Lab | undefined) => void
  }[] = []

  constructor(time: Time) {
    this.#time = time
  }

  take(onPlace: Parameters<Pool['take']>[0]): Ticket {
    let give: (lab: Lab | undefined) => void = () => undefined
    const lab = new Promise<Lab | undefined>((resolve) => (give = resolve))
    const waiter = { onPlace, give }
    this.#waiting.push(waiter)
    if (this.warm > 0) {
      this.warm -= 1
      this.give()
    } else onPlace(this.#waiting.length, this.#waiting.length, undefined)
    const leave = (): void => {
      const at = this.#waiting.indexOf(waiter)
      if (at >= 0) this.#waiting.splice(at, 1)
      give(undefined)
    }
    return { lab, leave }
  }

  /** Hands a lab to who waits longest. */
  give(): void {
    const lab = new ScriptedLab(this.#time)
    this.labs.push(lab)
    this.made(lab)
    this.#waiting.shift()?.give(lab)
  }

  /** Tells all who wait their places, and when the first is expected to be served. */
  tellPlaces(wait: number): void {
    const of = this.#waiting.length
    this.#waiting.forEach(({ onPlace }, at) => onPlace(at + 1, of, wait * (at + 1)))
  }

  status(): { used: number; warm: number; queued: number; capacity: number } {
    return { used: this.labs.length, warm: this.warm, queued: this.#waiting.length, capacity: 9 }
  }

  dispose(): Promise<void> {
    for (const { give } of this.#waiting.splice(0)) give(undefined)
    for (const lab of this.labs) lab.dispose()
    return Promise.resolve()
  }
}
