/** The session for components: slices of its state, and the lab's clock as it ticks. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { ProgramRef } from '../../server/protocol/index.ts'
import { keyOf, placeOf } from './facts.ts'
import type { Run } from './facts.ts'
import type { Linked } from './linked.ts'
import type { Session, SessionState } from './store.ts'
import type { Stories } from './story.ts'
import { isLive } from './words.ts'

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('no session around this component')
  return session
}

export function useFacts<T>(select: (state: SessionState) => T): T {
  return useStore(useSession().store, select)
}

/** The lab's clock, ms; with `ticking` the component draws again ten times a second. */
export function useLabNow(ticking: boolean): number {
  const { clock, ticker } = useSession()
  const subscribe = ticking ? ticker.subscribe : never
  return useSyncExternalStore(subscribe, () => Math.round(clock.now() / 100) * 100)
}

const never = () => () => {}

/** The latest run of a program; `stopping` from the moment that Stop was pressed. */
export function useLatestRun(of: ProgramRef): Run | undefined {
  const key = keyOf(of)
  const { clock } = useSession()
  const run = useFacts(({ facts }) => facts.runs[facts.runsOf[key]?.at(-1) ?? 0])
  const stopped = useFacts(({ stopping }) => run !== undefined && run.run in stopping)
  return useMemo(() => {
    const early = isLive(run) && stopped && run.state.type !== 'stopping'
    return early ? { ...run, state: { type: 'stopping', since: clock.now() } } : run
  }, [run, stopped, clock])
}

/** Runs of a program before the latest, newest last. */
export function useOlderRuns(of: ProgramRef): readonly number[] {
  const key = keyOf(of)
  return useFacts(({ facts }) => facts.runsOf[key] ?? none).slice(0, -1)
}

const none: readonly number[] = []

/** Where the stories of a step began: its times count from there. */
export function useStories(step: { lesson: string; step: string }): Stories {
  const place = placeOf(step)
  return useFacts(({ facts }) => facts.stories[place] ?? none)
}

/** Run was pressed and nothing has come of it yet. */
export function usePressed(of: ProgramRef): boolean {
  const key = keyOf(of)
  return useFacts(({ pressed }) => key in pressed)
}

/** A slice of what is pointed at. */
export function useLinked<T>(select: (linked: Linked) => T): T {
  return useStore(useSession().linked, select)
}
