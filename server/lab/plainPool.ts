/** The pool of `--sandbox off`: one lab for one learner, made when it is asked for. */
import { monotonicMs } from './clock.ts'
import type { Lab, LabInfo, Pool, Ticket } from './lab.ts'
import { LIMIT_ROWS } from './limits.ts'
import { Pace } from './pace.ts'
import type { LabPaths } from './paths.ts'
import { PlainLab } from './plainLab.ts'
import { versionOf } from './process.ts'
import { Queue } from './queue.ts'
import { readVersions } from './versions.ts'

interface Waiter {
  readonly onPlace: (place: number, of: number, waitMs: number | undefined) => void
  readonly give: (lab: Lab | undefined) => void
}

/** What is still true of the limits when nothing is confined. */
const KEPT = new Set(['time', 'away', 'runs', 'output'])

/** Rejects with a sentence when port 6379 is taken or there is no Python. */
export async function openPlainPool({
  paths,
  log,
}: {
  readonly paths: LabPaths
  readonly log: (line: string) => void
}): Promise<Pool> {
  const [versions, python] = await Promise.all([
    readVersions(paths),
    versionOf('python3', { PATH: '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin' }),
  ])
  if (python === undefined) throw new Error('There is no python3 on this machine.')
  const limits = LIMIT_ROWS.filter(({ name }) => KEPT.has(name))
  const info = { ...versions, python: python.replace('Python ', ''), limits, sandboxed: false }
  const pool = new PlainPool(info, () => PlainLab.open(paths, info), log)
  await pool.begin()
  return pool
}

class PlainPool implements Pool {
  readonly info: LabInfo
  readonly #open: () => Promise<PlainLab>
  readonly #log: (line: string) => void
  readonly #queue = new Queue<Waiter>()
  readonly #pace = new Pace()
  #lab: PlainLab | undefined
  #opening = false
  #used = false
  #disposed = false

  constructor(info: LabInfo, open: () => Promise<PlainLab>, log: (line: string) => void) {
    this.info = info
    this.#open = open
    this.#log = log
  }

  async begin(): Promise<void> {
    this.#warm(await this.#open())
  }

  take(onPlace: Waiter['onPlace']): Ticket {
    let give: (lab: Lab | undefined) => void = () => undefined
    const lab = new Promise<Lab | undefined>((resolve) => (give = resolve))
    const waiter = { onPlace, give }
    if (this.#disposed) give(undefined)
    else {
      this.#queue.join(waiter)
      this.#serve()
    }
    return {
      lab,
      leave: () => {
        this.#queue.leave(waiter)
        give(undefined)
        this.#tellPlaces()
      },
    }
  }

  status(): { used: number; warm: number; queued: number; capacity: number } {
    const [used, warm] = [this.#used ? 1 : 0, this.#lab !== undefined && !this.#used ? 1 : 0]
    return { used, warm, queued: this.#queue.length, capacity: 1 }
  }

  async dispose(): Promise<void> {
    this.#disposed = true
    for (let who = this.#queue.next(); who !== undefined; who = this.#queue.next()) {
      who.give(undefined)
    }
    this.#lab?.dispose()
    await this.#lab?.closed
  }

  #warm(lab: PlainLab): void {
    this.#lab = lab
    void lab.closed.then(() => {
      this.#lab = undefined
      if (this.#used) this.#pace.returned(monotonicMs())
      this.#used = false
      this.#serve()
    })
    this.#serve()
  }

  #serve(): void {
    if (this.#disposed) return
    if (this.#lab === undefined) this.#reopen()
    else if (!this.#used) {
      const waiter = this.#queue.next()
      if (waiter !== undefined) {
        this.#used = true
        this.#pace.taken(monotonicMs())
        waiter.give(this.#lab)
      }
    }
    this.#tellPlaces()
  }

  #reopen(): void {
    if (this.#opening) return
    this.#opening = true
    this.#open()
      .finally(() => (this.#opening = false))
      .then(
        (lab) => {
          if (this.#disposed) lab.dispose()
          else this.#warm(lab)
        },
        (error: unknown) => {
          this.#log(
            `no lab could be made: ${error instanceof Error ? error.message : String(error)}`,
          )
          for (let who = this.#queue.next(); who !== undefined; who = this.#queue.next()) {
            who.give(undefined)
          }
        },
      )
  }

  #tellPlaces(): void {
    const now = monotonicMs()
    this.#queue.all.forEach(({ onPlace }, index) => {
      onPlace(index + 1, this.#queue.length, this.#pace.untilMs(index + 1, now))
    })
  }
}
