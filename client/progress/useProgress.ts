/** Progress for components: one value by key, parsed, and how to write it. */
import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { valueOf } from './entries.ts'
import type { Entries } from './entries.ts'
import type { Progress } from './store.ts'

const ProgressContext = createContext<Progress | undefined>(undefined)
export const ProgressProvider = ProgressContext.Provider

export function useProgress(): Progress {
  const progress = useContext(ProgressContext)
  if (progress === undefined) throw new Error('no progress around this component')
  return progress
}

export function useEntries(): Entries {
  return useStore(useProgress().store, (state) => state.entries)
}

interface Schema<T> {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false }
}

/** The value under `key`, or undefined when there is none that `schema` knows. */
export function useKept<T>(key: string, schema: Schema<T>): T | undefined {
  const entry = useStore(useProgress().store, (state) => state.entries[key])
  return useMemo(() => {
    if (entry === undefined) return undefined
    const parsed = schema.safeParse(valueOf({ [key]: entry }, key))
    return parsed.success ? parsed.data : undefined
  }, [entry, key, schema])
}

/** Whether the server keeps a copy. */
export function useCopy(): 'unknown' | 'server' | 'browser' {
  return useStore(useProgress().store, (state) => state.copy)
}
