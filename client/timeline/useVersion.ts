/** Draws a component again when its step's events have changed, at most ten times a second. */
import { useSyncExternalStore } from 'react'
import { useSession } from '../session/index.ts'
import type { Model } from './model.ts'

export function useVersion(model: Model): number {
  const { ticker } = useSession()
  return useSyncExternalStore(ticker.subscribe, () => {
    model.sync()
    return model.version
  })
}
