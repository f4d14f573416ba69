/** Everything between a lab's programs and its Redis, from bytes to events. Pure: time comes with the bytes. */
import type { TapEvent } from '../protocol/index.ts'
import { Connection, type Site } from './connection.ts'
import { Matching } from './matching.ts'
import { Allowance } from './pending.ts'

/**
 * What was seen, in the order in which it was seen; per connection opened, bytes, closed. `at` is any clock's ms:
 * the events have the same. `program` and `run` say whose it is, as `Connected` in the protocol.
 */
export type Wire =
  | {
      readonly type: 'opened'
      readonly connection: number
      readonly at: number
      readonly program: string
      readonly run?: number
      readonly process?: number
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

export interface TapOptions {
  /** Called during `take` and `close`, in order. */
  tell(event: TapEvent): void
  /** Name of the thread that reads a connection, where that is known. */
  thread?(connection: number): string | undefined
}

export class Tap {
  readonly #site: Site
  readonly #connections = new Map<number, Connection>()

  constructor(options: TapOptions) {
    this.#site = {
      matching: new Matching(),
      allowance: new Allowance(),
      tell: (event) => options.tell(event),
      thread: (connection) => options.thread?.(connection),
    }
  }

  take(wire: Wire): void {
    const { connection, at } = wire
    if (wire.type === 'opened') return this.#open(wire)
    const known = this.#connections.get(connection)
    if (known === undefined) return
    if (wire.type === 'bytes') return known.take(wire.from, wire.bytes, at)
    this.#connections.delete(connection)
    known.close(wire.by, at)
  }

  /** The lab is gone, and all connections with it. */
  close(at: number): void {
    const open = [...this.#connections.values()]
    this.#connections.clear()
    for (const connection of open) connection.close('lab', at)
  }

  #open({ connection, at, program, run, process }: Extract<Wire, { type: 'opened' }>): void {
    const whose = { program, connection, ...(run === undefined ? {} : { run }) }
    this.#connections.set(connection, new Connection(this.#site, whose))
    const more = process === undefined ? {} : { process }
    this.#site.tell({ type: 'connected', at, ...whose, ...more })
  }
}
