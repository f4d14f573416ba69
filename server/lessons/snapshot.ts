/** The files of a lesson as they are at one moment: what is checked, what is hashed and what is served are the same. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Kind = 'folder' | 'file' | 'other'

/** What Python, editors and file managers leave behind. */
const litter = /^(\.|__pycache__$)|~$/

/** Files that prose may show; they are no part of what a program finds in its folder. */
export const picture = /\.(png|jpe?g|gif|webp|svg)$/i

interface Entry {
  readonly name: string
  readonly kind: Kind
}

/** What lies in `folder`, in the order of names. Throws as `readdir` does. */
export function entriesOf(folder: string): readonly Entry[] {
  // Not asynchronous: thousands of small files take a fifth of the time, and nobody is served yet.
  const found = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !litter.test(name),
  )
  return found
    .map((entry): Entry => {
      const kind = entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other'
      return { name: entry.name, kind }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export class Snapshot {
  readonly #folders = new Map<string, readonly Entry[]>()
  readonly #files = new Map<string, Buffer>()
  readonly #hash = createHash('sha256')

  /** Reads all of `root/path`, pictures by their names alone. */
  constructor(root: string, path: string) {
    this.#read(root, path)
  }

  #read(root: string, path: string): void {
    const entries = entriesOf(join(root, path))
    this.#folders.set(path, entries)
    for (const { name, kind } of entries) {
      const below = `${path}/${name}`
      const bytes =
        kind === 'file' && !picture.test(name) ? readFileSync(join(root, below)) : undefined
      this.#hash.update(`${kind} ${bytes?.length ?? 0} ${below}\0`)
      if (bytes) {
        this.#hash.update(bytes)
        this.#files.set(below, bytes)
      } else if (kind === 'folder') this.#read(root, below)
    }
  }

  /** Of every name and byte that was read. To be asked once. */
  digest(): string {
    return this.#hash.digest('hex')
  }

  /** What lies in a folder; nothing when there is none. */
  list(path: string): readonly Entry[] {
    return this.#folders.get(path) ?? []
  }

  bytes(path: string): Buffer | undefined {
    return this.#files.get(path)
  }
}
