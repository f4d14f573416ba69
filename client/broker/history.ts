/** What was typed before, walked with the arrow keys and kept in this browser. */
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { ownStorage } from '../progress/index.ts'

/** Entries kept, and characters of each. */
const ENTRIES = 100
const LONGEST = 2_000

export interface History {
  add: (entry: string) => void
  /** Puts an older (ArrowUp) or newer one (ArrowDown) in place of `text`; true when it did. */
  walk: (event: KeyboardEvent, text: string, put: (text: string) => void) => boolean
}

export function useHistory(name: string): History {
  const key = `backchannel:history-${name}`
  /** `at` counts back from the newest; 0 is what is being typed, kept in `draft`. */
  const place = useRef({ at: 0, draft: '' })
  return {
    add: (entry) => {
      place.current = { at: 0, draft: '' }
      const entries = [...load(key).filter((one) => one !== entry), entry.slice(0, LONGEST)]
      ownStorage()?.setItem(key, JSON.stringify(entries.slice(-ENTRIES)))
    },
    walk: (event, text, put) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return false
      event.preventDefault()
      const entries = load(key)
      const { at, draft } = place.current
      const next = Math.min(Math.max(at + step, 0), entries.length)
      place.current = { at: next, draft: at === 0 ? text : draft }
      put(next === 0 ? place.current.draft : (entries.at(-next) ?? ''))
      return true
    },
  }
}

function load(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(ownStorage()?.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    // Another version, or a hand, wrote it: there is no history then.
    return []
  }
}
