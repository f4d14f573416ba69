/** Hints for a line at the prompt: which commands it could become, and what its command wants. Pure. */
import type { CommandDoc } from '../../server/protocol/index.ts'

export type Hint =
  | { type: 'none' }
  /** Commands that begin so. */
  | { type: 'names'; names: readonly string[] }
  | { type: 'doc'; doc: CommandDoc }

/** Names told at once. */
const NAMES = 8

export function hintFor(text: string, docs: readonly CommandDoc[]): Hint {
  const words = wordsOf(text)
  if (words.length === 0) return { type: 'none' }
  const doc = docOf(words, docs)
  const names = completions(text, docs)
  // The name may still become a longer one: PUB, CLIENT L.
  if (doc === undefined || (names.length > 1 && !text.includes(' ')))
    return names.length > 0 ? { type: 'names', names: names.slice(0, NAMES) } : { type: 'none' }
  return { type: 'doc', doc }
}

/** All names that `text` could become, in their order; none once arguments have begun. */
export function completions(text: string, docs: readonly CommandDoc[]): string[] {
  const begun = text.trimStart().toUpperCase().replaceAll(/\s+/g, ' ')
  if (begun === '') return []
  return docs
    .map(({ name }) => name)
    .filter((name) => name.startsWith(begun))
    .toSorted()
}

function docOf(words: readonly string[], docs: readonly CommandDoc[]): CommandDoc | undefined {
  const [first = '', second = ''] = words
  return (
    docs.find(({ name }) => name === `${first} ${second}`) ??
    docs.find(({ name }) => name === first)
  )
}

function wordsOf(text: string): string[] {
  return text
    .trim()
    .toUpperCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}
