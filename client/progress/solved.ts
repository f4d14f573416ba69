/** What is kept of exercises: whether one was solved, and by which code. Pure. */
import { valueOf, keys } from './entries.ts'
import type { Entries } from './entries.ts'
import { Attempts } from './forms.ts'
import type { Attempt } from './forms.ts'

/** The changes that met every check, the last such; undefined where none is kept. */
export function solvedBy(kept: Attempts | undefined): Attempt['files'] | undefined {
  return kept?.attempts.findLast(({ held, of }) => held === of)?.files
}

/** Whether the exercise of this step was ever solved. */
export function isSolved(entries: Entries, lesson: string, step: string): boolean {
  const kept = Attempts.safeParse(valueOf(entries, keys.attempts(lesson, step)))
  return kept.success && kept.data.solved
}
