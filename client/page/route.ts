/** Addresses of the page and what they show. Pure. */

export type Route =
  | { type: 'course' }
  /** A lesson without a step: its first one, or where the learner left off. */
  | { type: 'lesson'; lesson: string }
  | { type: 'step'; lesson: string; step: string }
  | { type: 'quiz'; lesson: string }
  /** A step in a frame of another page. */
  | { type: 'embed'; lesson: string; step: string }
  | { type: 'practice' }
  /** At a term, if one is named after the `#`. */
  | { type: 'glossary'; term?: string }
  | { type: 'unknown'; path: string }

/** `path` may have a fragment. */
export function parseRoute(path: string): Route {
  const [place = '', term] = path.split('#')
  const parts = place.split('/').filter((part) => part !== '')
  const [root, lesson, step, ...more] = parts.map(decode)
  if (root === undefined) return { type: 'course' }
  if (root === 'practice' && lesson === undefined) return { type: 'practice' }
  if (root === 'glossary' && lesson === undefined)
    return { type: 'glossary', ...(term ? { term: decode(term) } : {}) }
  if (root === 'embed' && step !== undefined && more.length === 0)
    return { type: 'embed', lesson: lesson ?? '', step }
  if (root !== 'lessons' || more.length > 0) return { type: 'unknown', path }
  if (lesson === undefined) return { type: 'course' }
  if (step === undefined) return { type: 'lesson', lesson }
  return step === 'quiz' ? { type: 'quiz', lesson } : { type: 'step', lesson, step }
}

export function pathOf(route: Route): string {
  switch (route.type) {
    case 'course':
      return '/'
    case 'lesson':
      return `/lessons/${encodeURIComponent(route.lesson)}`
    case 'step':
      return `/lessons/${encodeURIComponent(route.lesson)}/${encodeURIComponent(route.step)}`
    case 'quiz':
      return `/lessons/${encodeURIComponent(route.lesson)}/quiz`
    case 'embed':
      return `/embed/${encodeURIComponent(route.lesson)}/${encodeURIComponent(route.step)}`
    case 'practice':
      return '/practice'
    case 'glossary':
      return route.term === undefined ? '/glossary' : `/glossary#${encodeURIComponent(route.term)}`
    default:
      return route.path
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A stray percent sign: it names nothing, so it may stay as it is.
    return part
  }
}
