/** One sentence on an answer: that it is right, or how much of it is. Pure. */
import type { Judgement, QuestionView } from '../../server/protocol/index.ts'

export function verdictOf(
  { kind }: Pick<QuestionView, 'kind'>,
  { right, parts, solution }: Judgement,
): string {
  if (right) return 'Right.'
  const held = parts.filter(Boolean).length
  const many = solution.length > 1
  if (kind === 'multiple') {
    const more = parts.length - held
    const beside = more === 0 ? '' : `, and ${more} that ${more === 1 ? 'does' : 'do'} not hold`
    return `${held} of ${solution.length} found${beside}.`
  }
  if (kind === 'order') return `${held} of ${solution.length} lines stand right.`
  if (kind === 'match') return `${held} of ${solution.length} pairs are right.`
  if (kind === 'gap' && many) return `${held} of ${solution.length} gaps are right.`
  if (kind === 'line') return 'It is another line.'
  if (kind === 'output') return 'It prints something else.'
  return kind === 'gap' || kind === 'run' ? 'It is something else.' : 'It is another one.'
}

/** The first line, from 0, where two outputs differ; -1 when they don't. */
export function firstDifference(given: string, right: string): number {
  const one = given.split('\n')
  const other = right.split('\n')
  const length = Math.max(one.length, other.length)
  for (let at = 0; at < length; at += 1) if (one[at]?.trimEnd() !== other[at]?.trimEnd()) return at
  return -1
}
