/** Loads lessons and the course once each, and asks again when the connection is back. */
import { createContext, useContext, useEffect, useState } from 'react'
import { loadCourse, loadLesson } from '../connection/index.ts'
import type { Loaded } from '../connection/index.ts'
import type { CourseView, LessonView } from '../../server/protocol/index.ts'

export type Loading<T> = { type: 'loading' } | Loaded<T>

/** Grows each time that it is worth asking again for what failed. */
export const TriesContext = createContext(0)

/** Where something is loaded from, and what was loaded already. */
interface Source<T> {
  known: Map<string, T>
  load: (key: string, signal: AbortSignal) => Promise<Loaded<T>>
}

const lessons: Source<LessonView> = { known: new Map(), load: loadLesson }
const courses: Source<CourseView> = {
  known: new Map(),
  load: (_key, signal) => loadCourse(signal),
}

export function useLesson(id: string): Loading<LessonView> {
  return useLoaded(lessons, id)
}

export function useCourse(): Loading<CourseView> {
  return useLoaded(courses, 'course')
}

function useLoaded<T>(source: Source<T>, key: string): Loading<T> {
  const tries = useContext(TriesContext)
  const [failed, setFailed] = useState<{ key: string; say: string }>()
  const [, setLoaded] = useState('')
  const known = source.known.get(key)
  const wanted = known === undefined
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    void source.load(key, leaving.signal).then((result) => {
      if (leaving.signal.aborted) return
      if (result.type === 'failed') return setFailed({ key, say: result.say })
      source.known.set(key, result.value)
      setLoaded(key)
    })
    return () => leaving.abort()
  }, [source, key, tries, wanted])
  if (known !== undefined) return { type: 'loaded', value: known }
  return failed?.key === key ? { type: 'failed', say: failed.say } : { type: 'loading' }
}
