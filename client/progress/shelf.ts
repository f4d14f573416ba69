/** The browser's own shelf for progress: localStorage, one item per entry; without it, this visit only. */
import * as z from 'zod/mini'
import { ProgressEntry } from '../../server/protocol/index.ts'
import type { Shelf } from './store.ts'

/** Where this browser's own learner is kept. */
const PREFIX = 'backchannel/'
const Item = z.object({ at: z.number(), value: z.nullable(z.string()) })

/** `prefix` tells learners of one browser apart. */
export function browserShelf(storage: Storage | undefined, prefix = PREFIX): Shelf {
  return {
    load: () => (storage === undefined ? [] : readAll(storage, prefix)),
    save: (entry) => write(storage, prefix, entry),
    watch: (heard) => {
      addEventListener('storage', ({ key, newValue }) => {
        const entry =
          key === null || newValue === null ? undefined : parse({ key, text: newValue }, prefix)
        if (entry !== undefined) heard(entry)
      })
    },
  }
}

/** localStorage, where the browser allows it. */
export function ownStorage(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    // Forbidden by the browser's settings.
    return undefined
  }
}

function readAll(storage: Storage, prefix: string): ProgressEntry[] {
  const entries: ProgressEntry[] = []
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index)
    const text = key === null ? null : storage.getItem(key)
    const entry = key === null || text === null ? undefined : parse({ key, text }, prefix)
    if (entry !== undefined) entries.push(entry)
  }
  return entries
}

function parse(
  { key, text }: { key: string; text: string },
  prefix: string,
): ProgressEntry | undefined {
  if (!key.startsWith(prefix)) return undefined
  try {
    const item = Item.safeParse(JSON.parse(text))
    if (!item.success) return undefined
    const entry = ProgressEntry.safeParse({ key: key.slice(prefix.length), ...item.data })
    return entry.success ? entry.data : undefined
  } catch {
    // Not JSON, so not ours.
    return undefined
  }
}

function write(
  storage: Storage | undefined,
  prefix: string,
  { key, at, value }: ProgressEntry,
): void {
  try {
    storage?.setItem(prefix + key, JSON.stringify({ at, value }))
  } catch {
    // Full: the entry lives in this page and on the server.
    storage?.removeItem(prefix + key)
  }
}
