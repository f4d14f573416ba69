/** Parts of the course that were asked for, by their query. */
import { loadCourse } from '../connection/index.ts'
import type { CourseView } from '../../server/protocol/index.ts'
import type { Source } from './useLesson.ts'

/** Answers that are kept, so that going back and forth asks nothing anew. */
const MOST = 20

export const courses: Source<CourseView> = {
  known: new Map(),
  load: (query, signal) => {
    const [oldest] = courses.known.keys()
    if (courses.known.size >= MOST && oldest !== undefined) courses.known.delete(oldest)
    return loadCourse(query, signal)
  },
}
