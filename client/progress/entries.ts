/** Progress as entries by key: newest wins, and what the server lacks is told. Pure. */
import type { ProgressEntry } from '../../server/protocol/index.ts'

export type Entries = Readonly<Record<string, ProgressEntry>>

/** Of two entries with one key, the later one holds; on a tie, the first. */
export function merge(mine: Entries, theirs: readonly ProgressEntry[]): Entries {
  // A map: a key like `__proto__` is one among others.
  const merged = new Map(Object.entries(mine))
  for (const entry of theirs) {
    const known = merged.get(entry.key)
    if (known === undefined || known.at < entry.at) merged.set(entry.key, entry)
  }
  return Object.fromEntries(merged)
}

/** Keys of entries that `theirs` has not, or has older. */
export function newerThan(mine: Entries, theirs: readonly ProgressEntry[]): string[] {
  const at = new Map(theirs.map((entry) => [entry.key, entry.at]))
  return Object.values(mine)
    .filter((entry) => entry.at > (at.get(entry.key) ?? -1))
    .map((entry) => entry.key)
}

/** The JSON value under a key; undefined when there is none, it was erased, or it is not JSON. */
export function valueOf(entries: Entries, key: string): unknown {
  const text = entries[key]?.value
  if (text === undefined || text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const keys = {
  place: 'place',
  seen: (lesson: string, step: string) => `seen/${lesson}/${step}`,
  answer: (lesson: string, question: string) => `answer/${lesson}/${question}`,
  /** What was predicted, and what the run showed. */
  predicted: (lesson: string, step: string) => `predicted/${lesson}/${step}`,
  /** The last attempts at an exercise, and whether it was ever solved. */
  attempts: (lesson: string, step: string) => `attempts/${lesson}/${step}`,
  /** What the learner had before taking over a solution. */
  aside: (lesson: string, step: string) => `aside/${lesson}/${step}`,
  card: (lesson: string, question: string) => `card/${lesson}/${question}`,
  /** Drafts that gave way to shared code, or shared code that gave way to a draft. */
  beside: (lesson: string, step: string) => `beside/${lesson}/${step}`,
  draft: (lesson: string, step: string) => `draft/${lesson}/${step}`,
}
