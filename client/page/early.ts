/** Asked for before anything is drawn: the lesson that the address names, and once it is here its step's editor. */
import { loadLesson } from '../connection/index.ts'
import type { Loaded } from '../connection/index.ts'
import { askForEditor } from '../workbench/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { parseRoute } from './route.ts'

const route = parseRoute(location.pathname)
let coming = 'lesson' in route ? { id: route.lesson, lesson: ask(route.lesson) } : undefined

/** The lesson for who first wants it; later it is older than what the server may have. */
export function takeEarly(id: string): Promise<Loaded<LessonView>> | undefined {
  const taken = coming?.id === id ? coming.lesson : undefined
  coming = undefined
  return taken
}

async function ask(id: string): Promise<Loaded<LessonView>> {
  const lesson = await loadLesson(id, new AbortController().signal)
  // Not beside the text, which is wanted first.
  if (lesson.type === 'loaded' && hasCode(lesson.value)) askForEditor()
  return lesson
}

function hasCode({ steps }: LessonView): boolean {
  return steps.some(({ id, files }) => 'step' in route && id === route.step && files.length > 0)
}
