/** The groups of one template and of its labs: made before it starts, removed when they are empty. */
import { closeSync, constants, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import type { Controller, Hierarchy } from './hierarchies.ts'
import { bound, ended, refused, type Bounds } from './knobs.ts'
import { remove } from './leftovers.ts'

/** A folder of ours in which groups can be made, and what its hierarchy bounds there. */
export interface Fold extends Pick<Hierarchy, 'version' | 'controllers'> {
  readonly folder: string
}

export class TemplateGroups {
  /** Files by which a process enters the template's own group, which bounds nothing: written to by its shell. */
  readonly entries: readonly string[]
  /** Open files by which labs enter theirs: by lab, then by hierarchy. */
  readonly descriptors: readonly number[]
  readonly perLab: number
  readonly #labs: readonly LabGroup[]
  readonly #own: readonly string[]
  readonly #folds: readonly Fold[]

  /** `name` is this template's alone. Throws what the kernel says; nothing is left open then. */
  constructor(
    folds: readonly Fold[],
    name: string,
    { labs, most }: { labs: number; most: Bounds },
  ) {
    this.#folds = folds
    this.#own = folds.map(({ folder }) => made(path.join(folder, `${name}.template`)))
    this.entries = this.#own.map(entryOf)
    this.#labs = Array.from({ length: labs }, (_, slot) => {
      const places = folds.map(({ folder }) => made(path.join(folder, `${name}.${slot}`)))
      folds.forEach((fold, at) => bound(places[at] ?? '', fold, most))
      return new LabGroup(folds, places)
    })
    this.perLab = folds.length
    this.descriptors = openAll(this.#labs.flatMap(({ places }) => places.map(entryOf)))
  }

  /** The template has its own of them. */
  close(): void {
    for (const fd of this.descriptors) closeSync(fd)
  }

  /** Whether the kernel itself keeps what a lab has of it within bounds. */
  bounds(name: Controller): boolean {
    return this.#folds.some(({ controllers }) => controllers.includes(name))
  }

  lab(slot: number): LabGroup | undefined {
    return this.#labs[slot]
  }

  /** When its processes are gone or about to be. */
  async remove(): Promise<void> {
    const all = [...this.#labs.flatMap(({ places }) => places), ...this.#own]
    await Promise.all(all.map(remove))
  }
}

/** What the kernel bounds of one lab. */
export class LabGroup {
  readonly places: readonly string[]
  readonly #folds: readonly Fold[]

  constructor(folds: readonly Fold[], places: readonly string[]) {
    this.#folds = folds
    this.places = places
  }

  /** How many of its processes the kernel has ended for want of memory. */
  ended(): number {
    const at = this.#with('memory')
    return at < 0 ? 0 : ended(this.places[at] ?? '', this.#folds[at]?.version ?? 2)
  }

  /** How often it was refused another process. */
  refused(): number {
    const at = this.#with('pids')
    return at < 0 ? 0 : refused(this.places[at] ?? '')
  }

  /** When its processes are gone. */
  async remove(): Promise<void> {
    await Promise.all(this.places.map(remove))
  }

  #with(name: Controller): number {
    return this.#folds.findIndex(({ controllers }) => controllers.includes(name))
  }
}

function made(folder: string): string {
  mkdirSync(folder)
  return folder
}

/** Names a group's file that moves who is written to it. */
function entryOf(folder: string): string {
  return path.join(folder, 'cgroup.procs')
}

function openAll(files: readonly string[]): readonly number[] {
  const opened: number[] = []
  try {
    for (const file of files) opened.push(openSync(file, constants.O_WRONLY))
    return opened
  } catch (error) {
    for (const fd of opened) closeSync(fd)
    throw error
  }
}
