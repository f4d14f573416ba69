/** How long a lesson takes, told from what is in it: for a warning when its card says something else. */
import type { LessonView } from '../protocol/index.ts'

const wordsAMinute = 200
/** Minutes for each. */
const each = { run: 1.5, exercise: 3, question: 0.5 }

function words(html: string): number {
  return html
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '').length
}

/** Minutes that a learner needs, roughly. */
export function minutesOf({ steps, questions }: Pick<LessonView, 'steps' | 'questions'>): number {
  let minutes = questions.length * each.question
  for (const { html, programs, exercise } of steps) {
    minutes += words(html) / wordsAMinute
    if (programs.length > 0) minutes += each.run
    if (exercise) minutes += each.exercise
  }
  return Math.max(1, Math.round(minutes))
}

/** A sentence when the card is off by more than double. */
export function offBy(
  card: number,
  view: Pick<LessonView, 'steps' | 'questions'>,
): string | undefined {
  const about = minutesOf(view)
  // Of a few minutes nobody can tell half.
  if (card <= 2 * about + 3 && about <= 2 * card + 3) return undefined
  return `minutes is ${card}; by its words, runs, exercises and questions it takes about ${about}.`
}
