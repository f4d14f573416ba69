/** Over HTTP: the course, a lesson, what a visit brought, parsed; a failure is a result with a sentence. */
import { ownUrl } from './learner.ts'
import { CourseView, GlossaryView, LessonView, VisitPage } from '../../server/protocol/index.ts'

export type Loaded<T> = { type: 'loaded'; value: T } | { type: 'failed'; say: string }

interface Schema<T> {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false }
}

/** `query`: which part of it, as a `CourseQuery` stands in an address. */
export function loadCourse(query: string, signal: AbortSignal): Promise<Loaded<CourseView>> {
  const url = `/api/lessons${query === '' ? '' : `?${query}`}`
  return load({ url, schema: CourseView, missing: 'There is no course here.' }, signal)
}

export function loadLesson(id: string, signal: AbortSignal): Promise<Loaded<LessonView>> {
  const url = `/api/lessons/${encodeURIComponent(id)}`
  return load({ url, schema: LessonView, missing: `There is no lesson named ${id}.` }, signal)
}

export function loadGlossary(signal: AbortSignal): Promise<Loaded<GlossaryView>> {
  const missing = 'There is no glossary here.'
  return load({ url: '/api/glossary', schema: GlossaryView, missing }, signal)
}

/** The page that a visit of this session's app brought. */
export function loadVisit(visit: number, signal: AbortSignal): Promise<Loaded<VisitPage>> {
  const missing = 'This page is not kept any more. Reload it.'
  return load({ url: ownUrl(`/api/visits/${visit}`), schema: VisitPage, missing }, signal)
}

/** Where a file that a program wrote can be fetched from. */
export function fileUrl(lesson: string, step: string, path: string): string {
  const parts = [lesson, step, ...path.split('/')].map(encodeURIComponent)
  return ownUrl(`/api/files/${parts.join('/')}`)
}

interface Wanted<T> {
  url: string
  schema: Schema<T>
  missing: string
}

async function load<T>(
  { url, schema, missing }: Wanted<T>,
  signal: AbortSignal,
): Promise<Loaded<T>> {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
    if (response.status === 404) return { type: 'failed', say: missing }
    if (!response.ok) return { type: 'failed', say: `The server answered ${response.status}.` }
    const parsed = schema.safeParse(await response.json())
    if (parsed.success) return { type: 'loaded', value: parsed.data }
    return {
      type: 'failed',
      say: 'The server said something that this page does not know.',
    }
  } catch {
    // Only the network, or an abort by us whose result nobody reads.
    return { type: 'failed', say: 'The server does not answer. It is asked again when it is back.' }
  }
}
