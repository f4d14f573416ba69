/** Keeps progress in the browser at once, and copies it to the server when that can be done. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Answer, Ask, News } from '../connection/index.ts'
import type { ProgressEntry } from '../../server/protocol/index.ts'
import { merge, newerThan } from './entries.ts'
import type { Entries } from './entries.ts'

/** Changes are collected for so long before they go to the server, ms. */
const COLLECT_MS = 1_200
/** Largest message: entries are sent in parts of this many characters. */
const PART = 400_000

export interface ProgressState {
  entries: Entries
  /** `browser`: the server can't keep a copy now; it is made when it is back. */
  copy: 'unknown' | 'server' | 'browser'
}

export interface Progress {
  store: StoreApi<ProgressState>
  /** Writes JSON under a key; `null` erases. */
  write: (key: string, value: unknown) => void
  heard: (news: News) => void
}

export interface Shelf {
  load: () => ProgressEntry[]
  save: (entry: ProgressEntry) => void
  /** Entries that another tab of this browser wrote. */
  watch: (heard: (entry: ProgressEntry) => void) => void
}

export interface ProgressWorld {
  shelf: Shelf
  ask: (ask: Ask) => Promise<Answer>
  now: () => number
  after: (ms: number, then: () => void) => void
}

export function createProgress(world: ProgressWorld): Progress {
  return new Keeper(world)
}

class Keeper implements Progress {
  readonly store: StoreApi<ProgressState>
  readonly #world: ProgressWorld
  readonly #unsaved = new Set<string>()
  #due = false

  constructor(world: ProgressWorld) {
    this.#world = world
    const entries = merge({}, world.shelf.load())
    this.store = createStore<ProgressState>(() => ({ entries, copy: 'unknown' }))
    world.shelf.watch((entry) =>
      this.store.setState((state) => ({ entries: merge(state.entries, [entry]) })),
    )
  }

  readonly write = (key: string, value: unknown): void => {
    const { entries } = this.store.getState()
    const text = value === null ? null : JSON.stringify(value)
    if ((entries[key]?.value ?? null) === text) return
    // Later than what it replaces, also where another machine's clock is ahead.
    const at = Math.max(this.#world.now(), (entries[key]?.at ?? 0) + 1)
    const entry: ProgressEntry = { key, at, value: text }
    this.#world.shelf.save(entry)
    this.store.setState({ entries: { ...entries, [key]: entry } })
    this.#unsaved.add(key)
    this.#sendSoon()
  }

  readonly heard = (news: News): void => {
    if (news.type === 'welcome') this.#welcomed(news.progress)
    if (news.type === 'store') {
      this.store.setState({ copy: news.up ? 'server' : 'browser' })
      if (news.up) this.#sendSoon()
    }
  }

  #welcomed(theirs: readonly ProgressEntry[] | undefined): void {
    if (theirs === undefined) {
      this.store.setState({ copy: 'browser' })
      for (const key of Object.keys(this.store.getState().entries)) this.#unsaved.add(key)
      return
    }
    const before = this.store.getState().entries
    const entries = merge(before, theirs)
    for (const entry of Object.values(entries))
      if (before[entry.key] !== entry) this.#world.shelf.save(entry)
    this.store.setState({ entries, copy: 'server' })
    this.#unsaved.clear()
    for (const key of newerThan(entries, theirs)) this.#unsaved.add(key)
    if (this.#unsaved.size > 0) this.#sendSoon()
  }

  #sendSoon(): void {
    if (this.#due) return
    this.#due = true
    this.#world.after(COLLECT_MS, () => {
      this.#due = false
      void this.#send()
    })
  }

  async #send(): Promise<void> {
    if (this.#unsaved.size === 0) return
    const part = this.#nextPart()
    const answer = await this.#world.ask({ type: 'save', entries: part })
    const stored = answer.type === 'saved' && answer.stored
    if (answer.type === 'saved') this.store.setState({ copy: stored ? 'server' : 'browser' })
    // Kept back: the next welcome, or the store's return, sends them again.
    if (!stored) return
    const { entries } = this.store.getState()
    for (const { key, at } of part) if (entries[key]?.at === at) this.#unsaved.delete(key)
    if (this.#unsaved.size > 0) this.#sendSoon()
  }

  #nextPart(): ProgressEntry[] {
    const { entries } = this.store.getState()
    const part: ProgressEntry[] = []
    let size = 0
    for (const key of this.#unsaved) {
      const entry = entries[key]
      if (entry === undefined) continue
      size += entry.value?.length ?? 0
      if (part.length > 0 && (size > PART || part.length >= 200)) break
      part.push(entry)
    }
    return part
  }
}
