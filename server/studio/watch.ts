/**
 * Tells when files below a folder were saved, however an editor saves: in place, truncated first, by another
 * file renamed over it, by two that change places. One telling for all that belongs together.
 *
 * Linux tells of each folder by itself, macOS and Windows of all below; where neither tells anything (network
 * drives), `poll` looks for itself.
 */
import { existsSync, watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { differing, lookBelow } from './stamps.ts'
import type { Stamps } from './stamps.ts'

/** What editors and tools write beside a file while they save it. */
const litter = /(^|\/)(\.[^/]*|__pycache__|4913|[^/]*~)(\/|$)/

/** Nothing more came for so long: the save is over, ms. */
const QUIET_MS = 25
/** Told by then at the latest, ms. */
const MOST_MS = 120
/** Between two looks of `poll`, ms. */
const POLL_MS = 150

export interface WatchOptions {
  readonly platform?: NodeJS.Platform
  /** Looks for itself every 150 ms. */
  readonly poll?: boolean
  /** Called with the paths below the folder, with `/`, in order; [''] when the folder itself came or went. */
  readonly changed: (paths: readonly string[]) => void
}

export class FolderWatch {
  readonly #root: string
  readonly #options: WatchOptions
  readonly #watchers = new Map<string, FSWatcher>()
  readonly #heard = new Set<string>()
  #since = 0
  #timer: NodeJS.Timeout | undefined
  #disposed = false

  private constructor(root: string, options: WatchOptions) {
    this.#root = root
    this.#options = options
  }

  /** Resolves when whatever is saved from now on will be told. */
  static async open(root: string, options: WatchOptions): Promise<FolderWatch> {
    const one = new FolderWatch(root, options)
    if (options.poll === true) one.#poll(await lookBelow(root))
    else {
      one.#watchParent()
      await one.#watchRoot()
    }
    return one
  }

  dispose(): void {
    this.#disposed = true
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  /** The folder itself may be renamed, deleted, and come back. */
  #watchParent(): void {
    const name = basename(this.#root)
    this.#watch(dirname(this.#root), (changed) => {
      if (changed !== name) return
      this.#watchers.get(this.#root)?.close()
      this.#watchers.delete(this.#root)
      // Told when all below is watched: what was saved before is read then, what is saved later is told.
      void this.#watchRoot().then(() => this.#note(''))
    })
  }

  async #watchRoot(): Promise<void> {
    const platform = this.#options.platform ?? process.platform
    if (platform === 'linux') return this.#watchFolder(this.#root)
    this.#watch(this.#root, (path) => this.#note(path.replaceAll(sep, '/')), true)
  }

  /** One folder, and those in it. */
  async #watchFolder(folder: string): Promise<void> {
    if (this.#disposed || litter.test(this.#below(folder))) return
    this.#watch(folder, (name, renamed) => {
      const path = join(folder, name)
      if (renamed) void this.#came(path)
      else this.#note(this.#below(path))
    })
    for (const entry of await entriesOf(folder))
      if (entry.isDirectory()) await this.#watchFolder(join(folder, entry.name))
  }

  /**
   * A folder that came may hold files already, of which nobody tells: it is told when all below is watched. A folder of
   * that name that went is forgotten.
   */
  async #came(path: string): Promise<void> {
    for (const [folder, watcher] of this.#watchers) {
      if (folder !== path && !folder.startsWith(path + sep)) continue
      watcher.close()
      this.#watchers.delete(folder)
    }
    if (await isFolder(path)) await this.#watchFolder(path)
    this.#note(this.#below(path))
  }

  #watch(folder: string, heard: (name: string, renamed: boolean) => void, recursive = false): void {
    if (this.#disposed || this.#watchers.has(folder)) return
    let watcher: FSWatcher
    try {
      watcher = watch(folder, { recursive }, (event, name) => {
        if (name !== null) heard(name, event === 'rename')
      })
    } catch (error) {
      // Not a folder, or gone already: then its parent tells.
      if (isGone(error)) return
      throw error
    }
    watcher.on('error', () => watcher.close())
    this.#watchers.set(folder, watcher)
  }

  #poll(before: Stamps): void {
    this.#timer = setTimeout(() => {
      void lookBelow(this.#root).then((now) => {
        if (this.#disposed) return
        const paths = differing(before, now).filter((path) => !litter.test(path))
        if (paths.length > 0) this.#options.changed(paths)
        this.#poll(now)
      })
    }, POLL_MS)
  }

  #below(path: string): string {
    return relative(this.#root, path).replaceAll(sep, '/')
  }

  #note(path: string): void {
    if (this.#disposed || litter.test(path)) return
    const now = performance.now()
    if (this.#heard.size === 0) this.#since = now
    this.#heard.add(path)
    clearTimeout(this.#timer)
    const wait = Math.max(0, Math.min(QUIET_MS, this.#since + MOST_MS - now))
    this.#timer = setTimeout(() => this.#tell(), wait)
  }

  #tell(): void {
    const paths = [...this.#heard].toSorted()
    this.#heard.clear()
    this.#options.changed(paths)
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isGone(error) || !existsSync(folder)) return []
    throw error
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR|EPERM)$/.test(String(error.code))
  )
}
