/** The relay's traffic as the server hears it: bounded, in order, told to whoever listens. */
import { monotonicMs, plausible } from './clock.ts'
import { FrameError, type Frame } from './frames.ts'
import type { Traffic } from './lab.ts'
import type { FromLab } from './wire.ts'

/** More than a lab's limit of sockets allows: one that tells of more makes them up. */
const MOST_OPEN = 512

export class TrafficLog {
  readonly #listeners: ((traffic: Traffic) => void)[] = []
  readonly #open = new Set<number>()
  readonly #since = monotonicMs()
  #last = 0

  /** Hears what comes from now on. */
  listen(listener: (traffic: Traffic) => void): void {
    this.#listeners.push(listener)
  }

  /** Throws a FrameError when it cannot be true, as the others do. */
  opened(message: Extract<FromLab, { op: 'opened' }>): void {
    const { connection, run, process, thread } = message
    if (connection !== this.#last + 1) throw new FrameError('a connection out of order')
    if (this.#open.size >= MOST_OPEN) throw new FrameError('too many connections')
    this.#last = connection
    this.#open.add(connection)
    this.#tell({
      type: 'opened',
      connection,
      at: this.#time(message.at / 1_000),
      ...(run === undefined ? {} : { run }),
      ...(process === undefined ? {} : { process }),
      ...(thread === undefined ? {} : { thread }),
    })
  }

  bytes(frame: Extract<Frame, { kind: 'traffic' }>): void {
    const { connection, from, bytes } = frame
    if (!this.#open.has(connection)) throw new FrameError('traffic of no connection')
    this.#tell({ type: 'bytes', connection, at: this.#time(frame.at), from, bytes })
  }

  closed(message: Extract<FromLab, { op: 'closed' }>): void {
    const { connection, by } = message
    if (!this.#open.delete(connection)) throw new FrameError('the end of no connection')
    this.#tell({ type: 'closed', connection, at: this.#time(message.at / 1_000), by })
  }

  #tell(traffic: Traffic): void {
    for (const listener of this.#listeners) listener(traffic)
  }

  #time(at: number): number {
    return plausible(at, this.#since)
  }
}
