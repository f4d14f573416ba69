/**
 * Answered questions with their sheets, kept in the browser so that practice works without the server. A sheet
 * holds the right answer; the page was given it with the verdict, so nothing is told that was not told before.
 */
import * as z from 'zod/mini'
import { QuestionView, Sheet } from '../../server/protocol/index.ts'

const Kept = z.object({
  lesson: z.string(),
  question: QuestionView,
  sheet: Sheet,
  /** Title of the step that teaches it. */
  title: z.string(),
})
export type Kept = z.infer<typeof Kept>

const keyOf = (lesson: string, question: string) => `backchannel.practice/${lesson}/${question}`

export function keep(storage: Storage | undefined, kept: Kept): void {
  try {
    storage?.setItem(keyOf(kept.lesson, kept.question.id), JSON.stringify(kept))
  } catch {
    // Full: then practice needs the server for this one.
    storage?.removeItem(keyOf(kept.lesson, kept.question.id))
  }
}

export function recall(
  storage: Storage | undefined,
  lesson: string,
  question: string,
): Kept | undefined {
  const text = storage?.getItem(keyOf(lesson, question))
  if (text === undefined || text === null) return undefined
  try {
    const kept = Kept.safeParse(JSON.parse(text))
    return kept.success ? kept.data : undefined
  } catch {
    // Not JSON, so not ours.
    return undefined
  }
}

/** Forgets what `wanted` does not hold any more: its progress was erased. */
export function forget(storage: Storage | undefined, wanted: ReadonlySet<string>): void {
  if (storage === undefined) return
  for (const key of Object.keys(storage)) {
    const [kind, lesson = '', question = ''] = key.split('/')
    if (kind === 'backchannel.practice' && !wanted.has(`${lesson}/${question}`))
      storage.removeItem(key)
  }
}
