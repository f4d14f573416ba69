/** Finds the questions that are due: as the server has them now, else as they were kept. */
import type { Due } from '../progress/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import type { Kept } from './kept.ts'

/** A question to be practised; without a sheet only the server can judge it. */
export type Item = Omit<Kept, 'sheet'> & { sheet: Kept['sheet'] | undefined }

export interface Gathered {
  items: readonly Item[]
  /** Due, but the server is away and this browser never had them. */
  unreachable: number
  /** Due, but their lesson has them no more. */
  gone: readonly Due[]
}

interface Sources {
  /** The lesson as it is now; undefined while the server is away. */
  lessons: ReadonlyMap<string, LessonView | undefined>
  recall: (lesson: string, question: string) => Kept | undefined
}

export function gather(due: readonly Due[], { lessons, recall }: Sources): Gathered {
  const items: Item[] = []
  const gone: Due[] = []
  let unreachable = 0
  for (const one of due) {
    const kept = recall(one.lesson, one.question)
    const lesson = lessons.get(one.lesson)
    const question = lesson?.questions.find(({ id }) => id === one.question)
    if (lesson === undefined && kept !== undefined) items.push(kept)
    else if (lesson === undefined) unreachable += 1
    else if (question === undefined) gone.push(one)
    else {
      const title = lesson.steps.find(({ id }) => id === question.from)?.title ?? ''
      const sheet = kept?.question.hash === question.hash ? kept.sheet : undefined
      items.push({ lesson: one.lesson, question, sheet, title })
    }
  }
  return { items, unreachable, gone }
}
