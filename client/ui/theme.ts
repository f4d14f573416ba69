/** Light, dark, or as the system has it; remembered in this browser and shown on the document. */
import { useSyncExternalStore } from 'react'
import { useMedia } from './useMedia.ts'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'backchannel:theme'
const listeners = new Set<() => void>()
let theme: Theme = 'system'

/** Takes up what was chosen last time. Called once, before the page is drawn. */
export function startTheme(storage: Storage | undefined): void {
  const kept = storage?.getItem(KEY)
  show(kept === 'light' || kept === 'dark' ? kept : 'system')
}

/** Shows and keeps `chosen`. */
export function chooseTheme(chosen: Theme, storage: Storage | undefined): void {
  show(chosen)
  storage?.setItem(KEY, chosen)
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme)
}

/** Whether the page is dark now. */
export function useDark(): boolean {
  const system = useMedia('(prefers-color-scheme: dark)')
  const chosen = useTheme()
  return chosen === 'system' ? system : chosen === 'dark'
}

function show(chosen: Theme): void {
  theme = chosen
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
