/** An answer before it is checked: where it begins, and when there is enough of it. Pure. */
import type { Parts, QuestionView } from '../../server/protocol/index.ts'

export function emptyAnswer(question: QuestionView): Parts {
  switch (question.kind) {
    case 'order':
      return question.lines.map(({ key }) => key)
    case 'gap':
      return question.rules.map(() => '')
    case 'match':
      return question.left.map(() => '')
    case 'run':
      return ['']
    case 'output':
      return question.options === undefined ? [''] : []
    default:
      return []
  }
}

/** Something is chosen, and nothing that is to be typed or matched is left out. */
export function isReady(parts: Parts): boolean {
  return parts.length > 0 && parts.every((part) => part.trim() !== '')
}

/** `parts` with the one at `from` moved by `by` places, as far as there are places. */
export function moved(parts: Parts, from: number, by: number): Parts {
  const to = Math.min(parts.length - 1, Math.max(0, from + by))
  const part = parts[from]
  if (part === undefined) return parts
  const rest = parts.toSpliced(from, 1)
  return rest.toSpliced(to, 0, part)
}
