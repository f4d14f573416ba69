/**
 * The kernel's own bounds around each lab: control groups for memory, tasks and processor, where the host lets us have some.
 *
 * The groups of a template's labs are made before it is, since it gets them by descriptors: a lab's first process
 * enters them before anything of the lab exists, so that nothing of a learner's is ever outside.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findHierarchies, type Controller } from './hierarchies.ts'
import { findSite, handDown, makeOwned, NoSite, settle, type Site } from './home.ts'
import { TemplateGroups, type Fold } from './groups.ts'
import type { Bounds } from './knobs.ts'
import { LABS, removeAll, sweep } from './leftovers.ts'
import { nameOf } from './members.ts'

export interface Fence {
  /** What it bounds; not empty. */
  readonly bounds: readonly Controller[]
  /** For a template to be started, and so many labs of it. Throws what the kernel says. */
  groups(labs: number): TemplateGroups
  /** Removes what is left of ours, in which nothing lives any more. */
  dispose(): Promise<void>
}

/** Why there is none, in half a sentence, and what mends it. */
export interface NoFence {
  readonly bounds: readonly []
  readonly say: string
  readonly mend: string
}

const NONE = { bounds: [], mend: 'a system with cgroup v2, see OPERATING.md' } as const

/** How many of them this process has opened. */
let opened = 0

/** As root `owner` is who labs belong to: the fence is theirs when root is given up. */
export async function openFence(most: Bounds, owner?: number): Promise<Fence | NoFence> {
  const sites = lookForSites()
  if ('say' in sites) return sites
  opened += 1
  const name = `${LABS}${nameOf(process.pid)}.${opened}`
  try {
    const folds: Fold[] = []
    for (const site of sites) {
      await sweep(site.home)
      const fold = foldIn(site, name, owner)
      if (fold.controllers.length > 0) folds.push(fold)
    }
    if (folds.length > 0) return new KernelFence(folds, most)
    return { ...NONE, say: 'no controller was handed to this process' }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ...NONE, say: `the kernel refuses control groups: ${why}` }
  }
}

/** What a server that is started as this process was would have; changes nothing. */
export function lookForFence(): Pick<Fence, 'bounds'> | NoFence {
  const sites = lookForSites()
  return 'say' in sites ? sites : { bounds: sites.flatMap(({ controllers }) => controllers) }
}

function lookForSites(): readonly Site[] | NoFence {
  const hierarchies = findHierarchies(read)
  if (hierarchies.length === 0) return { ...NONE, say: 'this system shows no control groups' }
  try {
    return hierarchies.map(findSite)
  } catch (error) {
    if (error instanceof NoSite) return { bounds: [], say: error.message, mend: error.mend }
    throw error
  }
}

function foldIn(site: Site, name: string, owner: number | undefined): Fold {
  const { version, home } = site
  const handed = settle(site, owner)
  const folder = path.join(home, name)
  makeOwned(folder, owner)
  const controllers = version === 2 ? handDown(handed, folder) : handed
  return { version, controllers, folder }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not on this system, or not for us.
    return ''
  }
}

class KernelFence implements Fence {
  readonly bounds: readonly Controller[]
  readonly #folds: readonly Fold[]
  readonly #most: Bounds
  #templates = 0

  constructor(folds: readonly Fold[], most: Bounds) {
    this.#folds = folds
    this.#most = most
    this.bounds = folds.flatMap(({ controllers }) => controllers)
  }

  groups(labs: number): TemplateGroups {
    this.#templates += 1
    return new TemplateGroups(this.#folds, `${this.#templates}`, { labs, most: this.#most })
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#folds.map(({ folder }) => removeAll(folder)))
  }
}
