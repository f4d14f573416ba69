/** Keeps a session's lab: takes one when it is wanted, hears when it is lost, gives it back. */
import type { LabState } from '../protocol/index.ts'
import type { Lab, Pool, Ticket } from '../lab/index.ts'

type Holding =
  | { readonly type: 'none' }
  | { readonly type: 'taking'; readonly ticket: Ticket }
  | { readonly type: 'ready'; readonly lab: Lab }

export interface KeeperEvents {
  /** The lab's state as the page should know it. */
  changed(state: LabState): void
  /** Others are before it in the queue. */
  waits(): void
  /** A lab is there; runs that wait for one can start. */
  ready(lab: Lab): void
  /** Whether one more may be taken, beside those of other learners of the same network. */
  may(): boolean
  /** None could be had: the pool is closing, or for the reason that `say` tells. */
  failed(say?: string): void
}

const CROWDED = 'Your network has as many labs as one may have. Try again when one is given back.'

export class LabKeeper {
  readonly #pool: Pool
  readonly #events: KeeperEvents
  #holding: Holding = { type: 'none' }
  /** On the session's clock. */
  #leaves: number | undefined

  constructor(pool: Pool, events: KeeperEvents) {
    this.#pool = pool
    this.#events = events
  }

  get lab(): Lab | undefined {
    return this.#holding.type === 'ready' ? this.#holding.lab : undefined
  }

  get taking(): boolean {
    return this.#holding.type === 'taking'
  }

  /** A lab could be had now without anybody else waiting longer for it. */
  get spare(): boolean {
    const { warm, queued, used, capacity } = this.#pool.status()
    // Readers who run nothing must not fill the house.
    return warm > 0 && queued === 0 && used < capacity / 2
  }

  /** Asks for a lab unless there is one or one is on its way. */
  want(): void {
    if (this.#holding.type !== 'none') return
    if (!this.#events.may()) return this.#events.failed(CROWDED)
    let told = false
    const ticket = this.#pool.take((place, of, wait) => {
      if (this.#holding.type === 'ready') return
      told = true
      this.#events.waits()
      this.#events.changed({
        type: 'queued',
        place,
        of,
        ...(wait === undefined ? {} : { wait }),
      })
    })
    const holding: Holding = { type: 'taking', ticket }
    this.#holding = holding
    if (!told) this.#events.changed({ type: 'opening' })
    ticket.lab.then(
      (lab) => this.#given(holding, lab),
      () => this.#given(holding, undefined),
    )
  }

  /** Asks for a lab, and waits for it; undefined when none can be had or the place in the queue was given up. */
  async soon(): Promise<Lab | undefined> {
    this.want()
    const holding = this.#holding
    if (holding.type === 'taking') await holding.ticket.lab.catch(() => undefined)
    return this.lab
  }

  /** Gives up a place in the queue; false when there is none. */
  leave(): boolean {
    if (this.#holding.type !== 'taking') return false
    this.#holding.ticket.leave()
    this.#holding = { type: 'none' }
    this.#events.changed({ type: 'none' })
    return true
  }

  /** Gives the lab back, with all that runs in it. `gaveWay`: to a learner who waits. */
  giveBack(gaveWay = false): void {
    const holding = this.#holding
    if (holding.type === 'none') return
    this.#holding = { type: 'none' }
    this.#leaves = undefined
    if (holding.type === 'taking') holding.ticket.leave()
    else holding.lab.dispose()
    this.#events.changed({ type: 'none', ...(gaveWay ? { gaveWay } : {}) })
  }

  /** Tells when the lab will be given back; undefined: it is not going to be. */
  leaveAt(at: number | undefined): void {
    const { lab } = this
    if (lab === undefined || this.#leaves === at) return
    this.#leaves = at
    this.#tell(lab)
  }

  #given(holding: Holding, lab: Lab | undefined): void {
    // Left meanwhile: the pool may still have handed one over.
    if (this.#holding !== holding) return lab?.dispose()
    if (lab === undefined) {
      this.#holding = { type: 'none' }
      this.#events.changed({ type: 'none' })
      this.#events.failed()
      return
    }
    this.#holding = { type: 'ready', lab }
    this.#leaves = undefined
    lab.onBroker(() => this.#tell(lab))
    lab.closed.then(
      () => this.#lost(lab),
      () => this.#lost(lab),
    )
    this.#tell(lab)
    this.#events.ready(lab)
  }

  #tell(lab: Lab): void {
    if (this.lab !== lab) return
    const { python, redis, packages, limits, sandboxed } = lab.info
    this.#events.changed({
      type: 'ready',
      python,
      redis,
      packages: { ...packages },
      limits: [...limits],
      sandboxed,
      broker: lab.broker,
      ...(this.#leaves === undefined ? {} : { leaves: this.#leaves }),
    })
  }

  #lost(lab: Lab): void {
    if (this.lab !== lab) return
    this.#holding = { type: 'none' }
    const say = 'Your lab went away. A new, empty one opens with your next Run.'
    this.#events.changed({ type: 'lost', say })
  }
}
