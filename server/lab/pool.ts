/**
 * Labs ready before anybody asks, a queue beyond capacity.
 *
 * Owns templates (one gives birth, one stands ready, retired ones live as long as their labs) and warm labs.
 * A lab taken belongs to who took it until it is closed.
 */
import { availableParallelism, totalmem } from 'node:os'
import { monotonicMs } from './clock.ts'
import { openFence, type Fence } from './fence/fence.ts'
import type { TemplateGroups } from './fence/groups.ts'
import type { Controller } from './fence/hierarchies.ts'
import type { Lab, LabInfo, Pool, Ticket } from './lab.ts'
import { FENCE_LIMITS, SERVER_LIMITS } from './limits.ts'
import { Pace } from './pace.ts'
import { shown, type LabPaths } from './paths.ts'
import { labsUid, spawnTemplate, type TemplateProcess } from './process.ts'
import { Queue } from './queue.ts'
import { Template } from './template.ts'
import { openUsers, type LabUsers } from './users.ts'
import { readVersions, type Versions } from './versions.ts'

export interface PoolOptions {
  readonly paths: LabPaths
  readonly log: (line: string) => void
  /** Labs kept ready. */
  readonly warm?: number
  /** Labs at most, warm ones included. */
  readonly capacity?: number
  /** Labs per template. */
  readonly slots?: number
  /** As in `TemplateOptions`. */
  readonly relay?: boolean
  /** As in `TemplateOptions`. */
  readonly looks?: boolean
  /** False: the kernel bounds no lab, to measure what that costs. */
  readonly fenced?: boolean
  /** The kernel refused a lab a process, which its own limits should have done before. */
  readonly refused?: () => void
}

interface Waiter {
  readonly onPlace: (place: number, of: number, waitMs: number | undefined) => void
  readonly give: (lab: Lab | undefined) => void
}

/** A busy lab counts with this much, idle ones need a tenth. */
const MEMORY_PER_LAB = 64 * 1024 * 1024
const LABS_PER_CORE = 50
/** After a failed birth; doubles up to the last. */
const RETRY_MS = [250, 1_000, 4_000, 15_000] as const
/** Who waits is told anew this often: nobody giving back makes the wait longer. */
const TELL_MS = 10_000

/** Half of the memory, and no more than the cores can serve. */
export function defaultCapacity(
  memory: number = totalmem(),
  cores = availableParallelism(),
): number {
  return Math.max(2, Math.min(Math.floor(memory / 2 / MEMORY_PER_LAB), cores * LABS_PER_CORE))
}

/** Resolves when the first lab is ready; rejects with a sentence when none can be made. */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const pool = new LabPool(options)
  try {
    await pool.begin()
  } catch (error) {
    await pool.dispose()
    throw error
  }
  return pool
}

class LabPool implements Pool {
  readonly #options: PoolOptions
  readonly #warmWanted: number
  readonly #capacity: number
  readonly #versions: Promise<Versions>
  readonly #templates = new Set<Template>()
  readonly #queue = new Queue<Waiter>()
  readonly #pace = new Pace()
  readonly #warm: Lab[] = []
  readonly #used = new Set<Lab>()
  /** Labs being born. */
  #births = 0
  #failures = 0
  #current: Template | undefined
  #next: Template | undefined
  #info: LabInfo | undefined
  #retry: NodeJS.Timeout | undefined
  #tell: NodeJS.Timeout | undefined
  #disposed = false
  #users: LabUsers | undefined
  #fence: Fence | undefined

  constructor(options: PoolOptions) {
    this.#options = options
    this.#capacity = options.capacity ?? defaultCapacity()
    this.#warmWanted = Math.min(options.warm ?? 2, this.#capacity)
    this.#versions = readVersions(options.paths)
  }

  get info(): LabInfo {
    if (this.#info === undefined) throw new Error('The pool has not begun.')
    return this.#info
  }

  /** The first template and lab, so that a machine that cannot hold labs is told so at once. */
  async begin(): Promise<void> {
    this.#users = await openUsers(shown(this.#options.paths))
    if (this.#options.fenced !== false) {
      const fence = await openFence(FENCE_LIMITS, labsUid())
      if ('groups' in fence) this.#fence = fence
    }
    const lab = await this.#template().open()
    this.#info = lab.info
    this.#ready(lab)
    this.#fill()
  }

  take(onPlace: Waiter['onPlace']): Ticket {
    let give: (lab: Lab | undefined) => void = () => {}
    const lab = new Promise<Lab | undefined>((resolve) => (give = resolve))
    const waiter: Waiter = { onPlace, give }
    if (this.#disposed) give(undefined)
    else {
      this.#queue.join(waiter)
      this.#serve()
      this.#tellPlaces()
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

  get fence(): readonly Controller[] {
    return this.#fence?.bounds ?? []
  }

  status(): { used: number; warm: number; queued: number; capacity: number } {
    return {
      used: this.#used.size,
      warm: this.#warm.length,
      queued: this.#queue.length,
      capacity: this.#capacity,
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true
    clearTimeout(this.#retry)
    clearTimeout(this.#tell)
    for (let waiter = this.#queue.next(); waiter !== undefined; waiter = this.#queue.next()) {
      waiter.give(undefined)
    }
    const ends = [...this.#templates].map((template) => template.closed)
    for (const template of this.#templates) template.dispose()
    await Promise.all(ends)
    this.#users?.dispose()
    await this.#fence?.dispose()
  }

  /** Hands warm labs to who waits, then makes up for them. */
  #serve(): void {
    while (this.#warm.length > 0) {
      const waiter = this.#queue.next()
      if (waiter === undefined) break
      const lab = this.#warm.shift()
      if (lab === undefined) break
      this.#used.add(lab)
      this.#pace.taken(monotonicMs())
      lab.prepare()
      waiter.give(lab)
    }
    // The learner who just got a lab goes first: birth costs the server a millisecond of its own.
    setImmediate(() => {
      this.#fill()
    })
  }

  #fill(): void {
    if (this.#disposed || this.#retry !== undefined) return
    const total = (): number => this.#used.size + this.#warm.length + this.#births
    const wanted = (): number => this.#warmWanted + this.#queue.length
    while (total() < this.#capacity && this.#warm.length + this.#births < wanted()) this.#bear()
  }

  #bear(): void {
    this.#births += 1
    this.#open()
      .finally(() => (this.#births -= 1))
      .then(
        (lab) => {
          this.#failures = 0
          this.#ready(lab)
        },
        (error: unknown) => {
          this.#failed(error)
        },
      )
  }

  /** Rejects, too, when not even a template can be started. */
  async #open(): Promise<Lab> {
    return this.#template().open()
  }

  #ready(lab: Lab): void {
    if (this.#disposed) {
      lab.dispose()
      return
    }
    this.#warm.push(lab)
    void lab.closed.then(() => {
      this.#closed(lab)
    })
    this.#serve()
    this.#tellPlaces()
  }

  #closed(lab: Lab): void {
    const at = this.#warm.indexOf(lab)
    if (at >= 0) this.#warm.splice(at, 1)
    if (this.#used.delete(lab)) this.#pace.returned(monotonicMs())
    this.#retire()
    this.#fill()
    this.#tellPlaces()
  }

  #failed(error: unknown): void {
    if (this.#disposed) return
    this.#options.log(
      `no lab could be made: ${error instanceof Error ? error.message : String(error)}`,
    )
    // Of many births that a template takes with it, one counts: else a class that waits would wait longest.
    if (this.#retry !== undefined) return
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)]
    this.#failures += 1
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#fill()
    }, wait)
  }

  /** The template that gives birth now; the one that stands ready takes over when it is spent. */
  #template(): Template {
    if (this.#current === undefined || this.#current.spent) {
      this.#current = this.#next ?? this.#spawn()
      this.#next = undefined
      this.#retire()
    }
    const current = this.#current
    this.#next ??= this.#spawnLater(current)
    return current
  }

  /** Never two at once in a starting server: the second is started when the first is up. */
  #spawnLater(current: Template): undefined {
    void current.up
      .then(() => {
        if (!this.#disposed && this.#current === current) this.#next ??= this.#spawn()
      })
      // Without one that stands ready the next lab asks for it, and hears why there is none.
      .catch(() => undefined)
    return undefined
  }

  #spawn(): Template {
    const { paths, log, slots = SERVER_LIMITS.labsPerTemplate } = this.#options
    const { relay = true, looks = true } = this.#options
    const groups = this.#fence?.groups(slots)
    const process = this.#start(slots, groups)
    const versions = this.#versions
    const firstUser = this.#users?.take(slots)
    const { refused } = this.#options
    const options = { paths, mounts: [], versions, log, relay, looks, firstUser, groups, refused }
    const template = new Template(process, options)
    this.#templates.add(template)
    void template.closed.then(() => {
      this.#templates.delete(template)
      if (this.#next === template) this.#next = undefined
      this.#fill()
    })
    return template
  }

  #start(slots: number, groups: TemplateGroups | undefined): TemplateProcess {
    const { paths, log } = this.#options
    const entered = { groups: groups?.entries, descriptors: groups?.descriptors }
    try {
      return spawnTemplate({ paths, mounts: [], slots, log, users: this.#users?.entry, ...entered })
    } catch (error) {
      void groups?.remove()
      throw error
    } finally {
      groups?.close()
    }
  }

  /** A spent template goes when its last lab is gone. */
  #retire(): void {
    for (const template of this.#templates) {
      if (template.spent && template.living === 0 && template !== this.#current) template.dispose()
    }
  }

  #tellPlaces(): void {
    clearTimeout(this.#tell)
    const of = this.#queue.length
    const now = monotonicMs()
    this.#queue.all.forEach((waiter, index) => {
      waiter.onPlace(index + 1, of, this.#pace.untilMs(index + 1, now))
    })
    if (of > 0 && !this.#disposed) this.#tell = setTimeout(() => this.#tellPlaces(), TELL_MS)
  }
}
