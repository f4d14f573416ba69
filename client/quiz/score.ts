/** What the answers so far come to. Pure. */
import type { QuestionView } from '../../server/protocol/index.ts'
import type { Answered } from '../progress/index.ts'

export interface Scored {
  question: QuestionView
  /** First to last; answers to what the question was before an edit do not count. */
  tries: Answered['tries']
}

export function isOpen({ tries }: Scored): boolean {
  return tries.length === 0
}

/** Answered, and the last answer was another one. */
export function isWrong({ tries }: Scored): boolean {
  return tries.at(-1)?.right === false
}

export function atFirstTry(scored: readonly Scored[]): number {
  return scored.filter(({ tries }) => tries[0]?.right === true).length
}

/** Only tries of the question as it is: one that was edited is open again. */
export function score(question: QuestionView, answered: Answered | undefined): Scored {
  return { question, tries: (answered?.tries ?? []).filter(({ hash }) => hash === question.hash) }
}

export function triesOf(scored: readonly Scored[], id: string | undefined): Answered['tries'] {
  return scored.find(({ question }) => question.id === id)?.tries ?? []
}

/** The question to ask after `at`: the next in `asked` that is open, else the one after; undefined at the end. */
export function nextOf(asked: readonly string[], at: string): string | undefined {
  return asked[asked.indexOf(at) + 1]
}

const WORDS = [
  'None',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
]

/** What is to be done about them, in a sentence or two. */
export function restInWords(scored: readonly Scored[]): string {
  const open = scored.filter(isOpen).length
  if (open > 0)
    return `${open === 1 ? 'One question has' : `${open} questions have`} no answer yet. Your answers are kept.`
  const wrong = scored.filter(isWrong).length
  if (wrong === 0) return 'Each idea leads back to the step that shows it.'
  const again = `${wrong === 1 ? 'One question' : `${wrong} questions`} can be asked again.`
  return wrong === scored.length ? again : `${again} The other answers are kept.`
}

/** `Four of five at the first try`. */
export function scoreInWords(scored: readonly Scored[]): string {
  const right = atFirstTry(scored)
  const word = (count: number) => WORDS[count] ?? String(count)
  if (right === scored.length && right > 1)
    return `All ${word(right).toLowerCase()} at the first try`
  return `${word(right)} of ${word(scored.length).toLowerCase()} at the first try`
}
