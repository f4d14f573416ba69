/** Looks what the kernel did to a lab at its bounds, while programs run: whom it ended for memory, whether it refused a process. */
import type { LabGroup } from './fence/groups.ts'
import type { FromLab } from './wire.ts'

type Ended = Extract<FromLab, { op: 'ended' }>

const EVERY_MS = 250
const SIGKILL = 9
const FROM_SHELL = 128 + SIGKILL

export interface FenceEvents {
  /** The kernel has ended a process for want of memory, and no run ended of it. */
  full(): void
  /** Once for each lab: it was refused a process. */
  refused(): void
}

export class FenceWatch {
  readonly #group: LabGroup | undefined
  readonly #events: FenceEvents
  #known = 0
  /** What was new at the last look: a run may just be ending of it. */
  #fresh = false
  #refused = false
  #timer: NodeJS.Timeout | undefined

  /** Without a group there is nothing to see. */
  constructor(group: LabGroup | undefined, events: FenceEvents) {
    this.#group = group
    this.#events = events
  }

  start(): void {
    if (this.#group === undefined || this.#timer !== undefined) return
    this.#take()
    this.#timer = setInterval(() => {
      this.#look()
    }, EVERY_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Whether a run that ended so was ended by the kernel for memory; asked once for each. */
  ended({ cause, status }: Pick<Ended, 'cause' | 'status'>): boolean {
    const killed = status === SIGKILL || status === FROM_SHELL << 8
    // What the kernel did when the lab's own watch struck, too, is told with it.
    if (cause === 'memory' || cause === 'full') this.#take()
    return cause === 'exit' && killed && this.#take()
  }

  /** Whether anything is new; it is known then. */
  #take(): boolean {
    const known = this.#known
    this.#known = this.#group?.ended() ?? 0
    this.#fresh = false
    return this.#known > known
  }

  #look(): void {
    if (this.#fresh && this.#take()) this.#events.full()
    else this.#fresh = (this.#group?.ended() ?? 0) > this.#known
    if (!this.#refused && (this.#group?.refused() ?? 0) > 0) {
      this.#refused = true
      this.#events.refused()
    }
  }
}
