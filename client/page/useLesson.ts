/** Loads lessons once each, and asks again when the connection is back, or they were written anew. */
import { createContext, useContext, useEffect, useState } from 'react'
import { loadLesson } from '../connection/index.ts'
import type { Loaded } from '../connection/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { takeEarly } from './early.ts'

export type Loading<T> = { type: 'loading' } | Loaded<T>

/** Grows each time that it is worth asking again for what failed. */
export const TriesContext = createContext(0)

/** Where something is loaded from, and what was loaded already. */
export interface Source<T> {
  known: Map<string, { value: T; age: number }>
  load: (key: string, signal: AbortSignal) => Promise<Loaded<T>>
}

/** Events of the window: what was loaded is older than what the server has, and stays until the new is here; it is drawn. */
const RENEWED = 'backchannel:renewed'
const DRAWN = 'backchannel:drawn'

/** How often that was. */
let age = 0
addEventListener(RENEWED, () => (age += 1))

const lessons: Source<LessonView> = {
  known: new Map(),
  load: (id, signal) => (age === 0 ? takeEarly(id) : undefined) ?? loadLesson(id, signal),
}

export function useLesson(id: string): Loading<LessonView> {
  return useLoaded(lessons, id)
}

/** What `source` has under `key`, asked for when it is not here yet. */
export function useLoaded<T>(source: Source<T>, key: string): Loading<T> {
  const tries = useContext(TriesContext)
  const [failed, setFailed] = useState<{ key: string; say: string }>()
  const [, setLoaded] = useState<T>()
  const known = source.known.get(key)
  const wanted = known === undefined || known.age < age
  // What is on its way since the page was opened does not begin anew when the connection first opens.
  const again = failed?.key === key ? tries : Math.max(0, tries - 1)
  useEffect(() => {
    let leaving = new AbortController()
    const load = async (): Promise<void> => {
      leaving.abort()
      const { signal } = (leaving = new AbortController())
      const asked = age
      const result = await source.load(key, signal)
      if (signal.aborted) return
      if (result.type === 'failed') return setFailed({ key, say: result.say })
      source.known.set(key, { value: result.value, age: asked })
      setLoaded(result.value)
      if (asked > 0) requestAnimationFrame(() => dispatchEvent(new Event(DRAWN)))
    }
    const renew = (): void => void load()
    if (wanted) renew()
    addEventListener(RENEWED, renew)
    return () => {
      removeEventListener(RENEWED, renew)
      leaving.abort()
    }
  }, [source, key, again, wanted])
  if (known !== undefined) return { type: 'loaded', value: known.value }
  return failed?.key === key ? { type: 'failed', say: failed.say } : { type: 'loading' }
}
