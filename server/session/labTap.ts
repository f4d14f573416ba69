/** The tap of the session's lab: whose its connections are, the session's clock, and a bound on what is told. */
import type { Duplex } from 'node:stream'
import { YOU, type TapEvent, type ThreadEvent } from '../protocol/index.ts'
import { monotonicMs, type Lab, type Traffic } from '../lab/index.ts'
import { Tap, type Wire } from '../tap/index.ts'
import { observed } from './observed.ts'
import type { Share, Shares } from './share.ts'
import { Thinning } from './thinning.ts'
import type { Time } from './time.ts'

export interface Owner {
  readonly run: number
  readonly program: string
}

export interface TapWorld {
  /** The session's clock. */
  readonly time: Time
  /** The server's time for what labs say. */
  readonly shares: Shares | undefined
  fromLab(at: number): number
  emit(event: TapEvent): void
}

/** The relay counts connections from 1; our own are counted from here. */
const FIRST_OWN = 1_000_000_000
/** What the relay saw arrives so much later than our own bytes, at most. */
const RELAY_MS = 30

export class LabTap {
  readonly #world: TapWorld
  readonly #thinning: Thinning
  #tap: Tap | undefined
  #share: Share | undefined
  /** By the lab's numbers of its runs. */
  readonly #owners = new Map<number, Owner>()
  /** The threads that read connections. */
  readonly #readers = new Map<number, string>()
  /** Our own traffic, until what the relay saw before it has come. */
  #held: Wire[] = []
  #own = FIRST_OWN

  constructor(world: TapWorld) {
    this.#world = world
    this.#thinning = new Thinning(world.time, (event) => world.emit(event))
  }

  /** Watches a lab that is new. */
  open(lab: Lab): void {
    this.close()
    const tap = new Tap({
      tell: (event) => this.#tell(event),
      thread: (connection) => this.#readers.get(connection),
    })
    this.#tap = tap
    this.#share = this.#world.shares?.open(lab)
    lab.onWork((ms) => {
      if (this.#tap === tap) this.#share?.spend(ms)
    })
    lab.onTraffic((traffic) => {
      if (this.#tap === tap) this.#relayed(traffic)
    })
  }

  /** The lab is gone: its connections are told closed. */
  close(): void {
    this.#release(Infinity)
    this.#tap?.close(this.#world.time.now())
    this.#tap = undefined
    this.#share?.dispose()
    this.#owners.clear()
    this.#readers.clear()
    this.#thinning.flush()
  }

  dispose(): void {
    this.close()
    this.#thinning.dispose()
  }

  /** The lab's run `number` is `owner`. */
  started(number: number, owner: Owner): void {
    this.#owners.set(number, owner)
  }

  /** Remembers which connection a thread reads. */
  reads({ connection, thread }: ThreadEvent): void {
    if (connection !== undefined) this.#readers.set(connection, thread)
  }

  /** A way to the lab's Redis that is seen as `you`, like the programs' own. */
  connect(lab: Lab): Duplex {
    const tap = this.#tap
    const connection = ++this.#own
    const tell = (wire: Wire): void => {
      if (this.#tap === tap) this.#hold(wire)
    }
    tell({ type: 'opened', connection, at: monotonicMs(), program: YOU })
    return observed(lab.connect(), {
      bytes: (from, bytes) => tell({ type: 'bytes', connection, at: monotonicMs(), from, bytes }),
      closed: (by) => tell({ type: 'closed', connection, at: monotonicMs(), by }),
    })
  }

  #relayed(traffic: Traffic): void {
    this.#release(traffic.at)
    const { type, connection, at } = traffic
    if (type !== 'opened') return this.#take(traffic)
    const owner = this.#owners.get(traffic.run ?? 0) ?? { program: '' }
    const process = traffic.process === undefined ? {} : { process: traffic.process }
    this.#take({ type, connection, at, ...owner, ...process })
  }

  #hold(wire: Wire): void {
    this.#held.push(wire)
    if (this.#held.length === 1) this.#releaseLater()
  }

  #releaseLater(): void {
    this.#world.time.after(RELAY_MS, () => {
      this.#release(monotonicMs() - RELAY_MS)
      if (this.#held.length > 0) this.#releaseLater()
    })
  }

  /** Takes what was held and seen at `until` or before. */
  #release(until: number): void {
    const due = this.#held.filter(({ at }) => at <= until)
    if (due.length === 0) return
    this.#held = this.#held.filter(({ at }) => at > until)
    for (const wire of due) this.#take(wire)
  }

  #take(wire: Wire): void {
    this.#tap?.take({ ...wire, at: this.#world.fromLab(wire.at) })
    if (wire.type === 'closed') this.#readers.delete(wire.connection)
  }

  #tell(event: TapEvent): void {
    this.#thinning.take(event)
  }
}
