/** Draws a component again when its step's events have changed, at most ten times a second, and each second while one runs. */
import { useSyncExternalStore } from 'react'
import { useSession } from '../session/index.ts'
import type { Model } from './model.ts'

export function useVersion(model: Model): number {
  const { clock, ticker } = useSession()
  return useSyncExternalStore(ticker.subscribe, () => {
    model.sync()
    const second = model.fold.live.size > 0 ? Math.floor(clock.now() / 1000) : 0
    return model.version + second
  })
}
