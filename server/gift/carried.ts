/** Whether a question that was written as GIFT comes back with all its texts: read again, before it is handed out. */
import type { QuestionForm } from '../lessons/index.ts'
import { readGift, Unreadable } from './read.ts'

/** What GIFT has a place for; everything else is told as lost. */
const carried = ['ask', 'text', 'why', 'accept', 'is', 'left', 'right', 'line', 'worked', 'wrong']

/** Every text below `value` that should come back. */
function textsOf(value: unknown, keys: readonly string[]): string[] {
  if (typeof value === 'string') return [value.trim()]
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, keys))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => {
    const inside = ['options', 'gaps', 'pairs'].includes(key) || keys.includes(key)
    return inside ? textsOf(one, keys) : []
  })
}

const leaves = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(leaves)
      : []

/** The text that does not come back as it was, or undefined when all do. */
export function lostText(id: string, form: QuestionForm, gift: string): string | undefined {
  const keys = form.kind === 'match' ? carried.filter((key) => key !== 'why') : carried
  const code = form.kind === 'gap' ? [form.code.trim()] : []
  try {
    const back = leaves(readGift(gift).questions[id]).join('\n')
    return [...textsOf(form, keys), ...code].find((text) => !back.includes(text))
  } catch (error) {
    if (error instanceof Unreadable) return form.ask
    throw error
  }
}
