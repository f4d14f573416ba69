/**
 * A lab behind its supervisor's channel.
 *
 * Owns its live runs and open questions; the template owns the processes and is asked to kill them.
 */
import { Channel } from './channel.ts'
import type { LabGroup } from './fence/groups.ts'
import { FenceWatch } from './fenceWatch.ts'
import { inPieces, type FileContent } from './files.ts'
import { FrameError, type Frame } from './frames.ts'
import type {
  BrokerState,
  Lab,
  LabFile,
  LabInfo,
  Run,
  RunListener,
  RunSpec,
  Traffic,
  Visited,
  VisitSpec,
} from './lab.ts'
import { LiveRun, type OfRun } from './liveRun.ts'
import { Requests } from './requests.ts'
import { TrafficLog } from './traffic.ts'
import { Visits } from './visits.ts'
import { Ways } from './ways.ts'
import { parseFromLab, type FromLab } from './wire.ts'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface LabParts {
  readonly socket: Socket
  readonly info: LabInfo
  /** SIGKILL to the lab's first process. */
  readonly kill: () => void
  readonly log: (line: string) => void
  /** What the kernel bounds of it. */
  readonly group?: LabGroup | undefined
  /** The kernel refused it a process, which its own limits should have done before. */
  readonly refused?: (() => void) | undefined
}

const HOME = '/home/learner'

export class SupervisedLab implements Lab {
  readonly info: LabInfo
  /** Resolves when the lab can run programs; rejects when it could not be made. */
  readonly ready: Promise<void>
  readonly closed: Promise<void>
  broker: BrokerState = 'up'

  readonly #parts: LabParts
  readonly #channel: Channel
  readonly #runs = new Map<number, LiveRun>()
  readonly #requests = new Requests()
  readonly #visits: Visits
  readonly #onBroker: ((state: BrokerState) => void)[] = []
  readonly #onWork: ((ms: number) => void)[] = []
  readonly #traffic = new TrafficLog()
  readonly #ways: Ways
  readonly #fence: FenceWatch
  #lastRun = 0
  #gone = false
  #paused = false
  #born: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} }
  #close: () => void = () => {}

  constructor(parts: LabParts) {
    this.#parts = parts
    this.info = parts.info
    this.ready = new Promise((resolve, reject) => (this.#born = { resolve, reject }))
    this.closed = new Promise((resolve) => (this.#close = resolve))
    this.#visits = new Visits((message) => this.#channel.send(message))
    this.#channel = new Channel(parts.socket, {
      frame: (frame) => {
        this.#heard(frame)
      },
      worked: (ms) => {
        for (const listener of this.#onWork) listener(ms)
      },
      end: (say) => {
        if (say !== undefined) this.#parts.log(`a lab broke the rules and is closed: ${say}`)
        this.#end(say ?? 'the lab went away')
      },
    })
    this.#ways = new Ways(this.#channel)
    this.#fence = new FenceWatch(parts.group, {
      full: () => {
        this.#channel.send({ op: 'full' })
      },
      refused: () => parts.refused?.(),
    })
  }

  onBroker(listener: (state: BrokerState) => void): void {
    this.#onBroker.push(listener)
  }

  onTraffic(listener: (traffic: Traffic) => void): void {
    this.#traffic.listen(listener)
  }

  onWork(listener: (ms: number) => void): void {
    this.#onWork.push(listener)
  }

  connect(): Duplex {
    return this.#ways.open()
  }

  cut(connection: number): void {
    this.#channel.send({ op: 'cut', connection })
  }

  run(spec: RunSpec, listener: RunListener): Run {
    this.#lastRun += 1
    const id = this.#lastRun
    const run = new LiveRun({
      id,
      wallMs: spec.wallMs,
      channel: this.#channel,
      listener,
      deaf: () => this.#paused,
      overdue: () => {
        this.#parts.log('a supervisor missed the wall limit of a run: its lab is closed')
        this.dispose()
      },
    })
    if (this.#gone) {
      queueMicrotask(() => {
        run.lost()
      })
      return run
    }
    this.#runs.set(id, run)
    this.#fence.start()
    this.#start(id, run, spec)
    return run
  }

  visit(spec: VisitSpec, visited: (visited: Visited) => void): () => void {
    return this.#visits.begin(spec, visited)
  }

  prepare(): void {
    this.#channel.send({ op: 'prepare' })
  }

  switchBroker(action: 'stop' | 'start' | 'restart'): void {
    this.#channel.send({ op: 'broker', action })
  }

  async place(dir: string, files: Readonly<Record<string, FileContent>>): Promise<void> {
    for (const piece of inPieces(files)) {
      await this.#ask('place', (id) => {
        this.#channel.send({ op: 'place', id, dir, files: piece })
      })
    }
  }

  async list(dir: string): Promise<readonly LabFile[]> {
    const { files } = await this.#ask('list', (id) => {
      this.#channel.send({ op: 'list', id, dir })
    })
    return files
  }

  async read(path: string): Promise<Buffer> {
    const { bytes } = await this.#ask('read', (id) => {
      this.#channel.send({ op: 'read', id, path })
    })
    return bytes
  }

  pause(): void {
    this.#paused = true
    this.#channel.pause()
  }

  resume(): void {
    this.#paused = false
    this.#channel.resume()
  }

  dispose(): void {
    this.fail('the lab was given back')
  }

  /** The template says so: its first process was reaped. */
  gone(say: string): void {
    this.fail(say)
    this.#close()
  }

  /** Ends it for a reason that whoever waits for `ready` hears; `gone` follows when it is dead. */
  fail(say: string): void {
    this.#end(say)
    this.#channel.close()
  }

  /** Sent in one go when the files fit a frame; larger ones are placed before. */
  #start(id: number, run: LiveRun, spec: RunSpec): void {
    const pieces = inPieces(spec.files)
    const [first = {}] = pieces
    const send = (files: object): void => {
      const { dir, argv, input, wallMs, heartbeat = null } = spec
      // What a shell would have told the program.
      const env = { PWD: dir === '' ? HOME : `${HOME}/${dir}`, ...spec.env }
      this.#channel.send({ op: 'run', run: id, dir, files, argv, env, input, wallMs, heartbeat })
    }
    if (pieces.length === 1) {
      send(first)
      return
    }
    run.hold()
    this.place(spec.dir, spec.files).then(
      () => {
        if (!this.#runs.has(id)) return
        send({})
        run.sent()
      },
      (error: unknown) => {
        if (this.#runs.delete(id))
          run.refused(error instanceof Error ? error.message : String(error))
      },
    )
  }

  #ask(
    op: 'place' | 'list' | 'read',
    send: (id: number) => void,
  ): Promise<{ files: readonly LabFile[]; bytes: Buffer }> {
    if (this.#gone) return Promise.reject(new Error('The lab is gone.'))
    return this.#requests.ask(op, send)
  }

  #heard(frame: Frame): void {
    switch (frame.kind) {
      case 'output':
        this.#runs.get(frame.run)?.output(frame.at, frame.stream, frame.bytes)
        return
      case 'file':
        this.#requests.piece(frame.id, frame.bytes)
        return
      case 'traffic':
        this.#traffic.bytes(frame)
        return
      case 'way':
        this.#ways.bytes(frame.way, frame.bytes)
        return
      case 'page':
        this.#visits.piece(frame.visit, frame.bytes)
        return
      case 'message':
        this.#message(parseFromLab(frame.json))
    }
  }

  #message(message: FromLab): void {
    switch (message.op) {
      case 'ready':
        this.#born.resolve()
        return
      case 'failed':
        this.fail(message.say)
        return
      case 'broker':
        this.broker = message.state
        for (const listener of this.#onBroker) listener(message.state)
        return
      case 'opened':
        if ((message.run ?? 0) > this.#lastRun) throw new FrameError('a connection of no run')
        this.#traffic.opened(message)
        return
      case 'closed':
        this.#traffic.closed(message)
        return
      case 'hangup':
        this.#ways.ended(message.way)
        return
      case 'visited':
        this.#visits.heard(message)
        return
      case 'placed':
      case 'list':
      case 'done':
      case 'error':
        this.#requests.answer(message)
        return
      default:
        this.#ofRun(message)
    }
  }

  #ofRun(message: OfRun): void {
    const run = this.#runs.get(message.run)
    if (run === undefined) throw new FrameError(`${message.op} of a run that is not there`)
    if (!run.heard(this.#explained(message))) return
    this.#runs.delete(message.run)
    if (this.#runs.size === 0) this.#fence.stop()
  }

  /** A program that was killed by nobody of the lab may have met the kernel's bound. */
  #explained(message: OfRun): OfRun {
    if (message.op !== 'ended') return message
    return this.#fence.ended(message) ? { ...message, cause: 'full' } : message
  }

  #end(say: string): void {
    if (this.#gone) return
    this.#gone = true
    this.#parts.kill()
    this.#born.reject(new Error(say))
    this.#requests.fail()
    this.#ways.lost()
    this.#visits.fail()
    this.#fence.stop()
    const runs = [...this.#runs.values()]
    this.#runs.clear()
    for (const run of runs) run.lost()
  }
}
