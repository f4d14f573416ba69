/** Which answered questions are due to be asked again. Pure. */
import { valueOf } from './entries.ts'
import type { Entries } from './entries.ts'
import { Card } from './forms.ts'

export interface Due {
  lesson: string
  question: string
  card: Card
}

/** All cards that are kept, the one that is due first before the others. */
export function cardsOf(entries: Entries): Due[] {
  const cards = Object.keys(entries).flatMap((key) => {
    const [kind, lesson, question] = key.split('/')
    if (kind !== 'card' || lesson === undefined || question === undefined) return []
    const card = Card.safeParse(valueOf(entries, key))
    return card.success ? [{ lesson, question, card: card.data }] : []
  })
  return cards.toSorted((a, b) => a.card.due - b.card.due)
}

/** Those that are due at `now`, ms of the wall clock. */
export function dueOf(entries: Entries, now: number): Due[] {
  return cardsOf(entries).filter(({ card }) => card.due <= now)
}
