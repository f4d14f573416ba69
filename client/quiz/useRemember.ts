/** After an answer: keeps the question for practice, and says when it comes back. */
import { useCallback } from 'react'
import { Card, keys, ownStorage, useProgress, valueOf } from '../progress/index.ts'
import { keep } from './kept.ts'
import type { Kept } from './kept.ts'

const loadSchedule = () => import('./schedule.ts')

/** Has at hand what practice needs, also once the server is away. */
export async function prepare(): Promise<void> {
  await loadSchedule()
}

/** Only an answer that was due counts, as a new question is: answering often moves nothing. */
export function useRemember() {
  const progress = useProgress()
  return useCallback(
    async (kept: Kept, right: boolean): Promise<void> => {
      keep(ownStorage(), kept)
      const key = keys.card(kept.lesson, kept.question.id)
      const now = Date.now()
      const { review } = await loadSchedule()
      const known = Card.safeParse(valueOf(progress.store.getState().entries, key))
      const card = known.success ? known.data : undefined
      if (card !== undefined && card.due > now) return
      progress.write(key, review(card, right, now))
    },
    [progress],
  )
}
