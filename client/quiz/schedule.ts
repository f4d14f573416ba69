/** When a question comes back: FSRS, in whole days. The only importer of ts-fsrs, and loaded when first needed. */
import { Rating, State, createEmptyCard, fsrs } from 'ts-fsrs'
import type { Card } from '../progress/index.ts'
import { morningOf } from './day.ts'

// Short terms are left out: a question does not come back on the day it was answered.
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false })

/** The card after an answer at `now`, ms; `card` is undefined after the first one. */
export function review(card: Card | undefined, right: boolean, now: number): Card {
  const at = new Date(now)
  const before =
    card === undefined
      ? createEmptyCard(at)
      : {
          ...createEmptyCard(new Date(card.due)),
          stability: card.stability,
          difficulty: card.difficulty,
          reps: card.reps,
          lapses: card.lapses,
          state: State.Review,
          last_review: new Date(card.last),
          scheduled_days: Math.round((card.due - card.last) / DAY),
        }
  const next = scheduler.next(before, at, right ? Rating.Good : Rating.Again).card
  return {
    // From the morning on: one may practise earlier in the day than the last time.
    due: morningOf(next.due.getTime()),
    last: now,
    stability: round(next.stability),
    difficulty: round(next.difficulty),
    reps: next.reps,
    lapses: next.lapses,
  }
}

const DAY = 24 * 60 * 60 * 1000

function round(figure: number): number {
  return Math.round(figure * 10_000) / 10_000
}
