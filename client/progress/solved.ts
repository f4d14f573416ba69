/** What is kept of exercises: whether one was solved, and by which code. Pure. */
import type { StepView } from '../../server/protocol/index.ts'
import { valueOf, keys } from './entries.ts'
import type { Entries } from './entries.ts'
import { Attempts } from './forms.ts'
import type { Attempt } from './forms.ts'

/** The changes that met every check, the last such; undefined where none is kept. */
export function solvedBy(kept: Attempts | undefined): Attempt['files'] | undefined {
  return kept?.attempts.findLast(({ held, of }) => held === of)?.files
}

/** What the learner wrote where the step goes on from an exercise, `solved` being the code that solved it. */
export function ownOf(
  { goesOn, files }: Pick<StepView, 'goesOn' | 'files'>,
  solved: Attempt['files'] | undefined,
): Record<string, string> | undefined {
  if (goesOn === undefined || solved === undefined) return undefined
  const own = goesOn.files.flatMap((name): [string, string][] => {
    const text = solved[name]
    const original = files.find((file) => file.name === name)
    return typeof text !== 'string' || original?.text === text ? [] : [[name, text]]
  })
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

/** Whether the exercise of this step was ever solved. */
export function isSolved(entries: Entries, lesson: string, step: string): boolean {
  const kept = Attempts.safeParse(valueOf(entries, keys.attempts(lesson, step)))
  return kept.success && kept.data.solved
}
