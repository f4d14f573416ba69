/** Loads lessons and the course once each, and asks again when the connection is back. */
import { createContext, useContext, useEffect, useState } from 'react'
import { loadCourse, loadLesson } from '../connection/index.ts'
import type { Loaded } from '../connection/index.ts'
import type { CourseView, LessonView } from '../../server/protocol/index.ts'

export type Loading<T> = { type: 'loading' } | Loaded<T>

/** Grows each time that it is worth asking again for what failed. */
export const TriesContext = createContext(0)

const lessons = new Map<string, LessonView>()
let course: CourseView | undefined

export function useLesson(id: string | undefined): Loading<LessonView> {
  return useLoaded({
    key: id ?? '',
    known: lessons.get(id ?? ''),
    load: async (signal) => {
      if (id === undefined) return { type: 'loading' }
      const loaded = await loadLesson(id, signal)
      if (loaded.type === 'loaded') lessons.set(id, loaded.value)
      return loaded
    },
  })
}

export function useCourse(): Loading<CourseView> {
  return useLoaded({
    key: 'course',
    known: course,
    load: async (signal) => {
      const loaded = await loadCourse(signal)
      if (loaded.type === 'loaded') course = loaded.value
      return loaded
    },
  })
}

interface Source<T> {
  key: string
  known: T | undefined
  load: (signal: AbortSignal) => Promise<Loading<T>>
}

function useLoaded<T>({ key, known, load }: Source<T>): Loading<T> {
  const tries = useContext(TriesContext)
  const [loaded, setLoaded] = useState<{ key: string; value: Loading<T> } | undefined>()
  const here = loaded?.key === key ? loaded.value : undefined
  const value: Loading<T> =
    known === undefined ? (here ?? { type: 'loading' }) : { type: 'loaded', value: known }
  const wanted = value.type !== 'loaded'
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    void load(leaving.signal).then((result) => {
      if (!leaving.signal.aborted) setLoaded({ key, value: result })
    })
    return () => leaving.abort()
    // `load` is made anew at each drawing and means the same as long as `key` does.
  }, [key, tries, wanted])
  return value
}
