/** Reads GIFT into questions of ours; what it does not say is TODO, which the lint finds, and what we cannot say is told. */
import { parse, SyntaxError as GiftError } from 'gift-pegjs'
import type { GIFTQuestion, MultipleChoice, ShortAnswer, TextFormat } from 'gift-pegjs'

/** Fields of a question as they are written to quiz.yaml. */
export type Draft = Readonly<Record<string, unknown>> & { readonly kind: string }

export interface Read {
  readonly questions: Readonly<Record<string, Draft>>
  /** One sentence for each question, or part of one, that did not come along. */
  readonly lost: readonly string[]
}

/** GIFT that cannot be read. `line` and `column` count from 1. */
export class Unreadable extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, { line, column }: { line: number; column: number }) {
    super(message)
    this.line = line
    this.column = column
  }
}

const TODO = 'TODO'
type Made = { draft: Draft; lost?: readonly string[] } | { refused: string }

/** Feedback that says something else. */
const differs = (feedback: TextFormat | null, first: TextFormat | null | undefined): boolean =>
  feedback !== null && feedback.text !== first?.text

const texted = (text: TextFormat | null): string => (text === null ? TODO : text.text)

function readChoices({ choices, stem }: MultipleChoice): Made {
  const isRight = ({ isCorrect, weight }: MultipleChoice['choices'][number]): boolean =>
    isCorrect || (weight ?? 0) > 0
  const right = choices.filter(isRight).length
  if (right === 0) return { refused: 'none of its options is right' }
  return {
    draft: {
      kind: right === 1 ? 'single' : 'multiple',
      ask: stem.text,
      options: choices.map((choice) => ({
        text: choice.text.text,
        ...(isRight(choice) ? { right: true } : {}),
        why: texted(choice.feedback),
      })),
    },
    ...(choices.some(({ weight }) => weight !== null && weight !== 100)
      ? { lost: ['weights: an answer is right or not'] }
      : {}),
  }
}

/** The parser writes five signs where the answer was embedded. */
const EMBEDDED = '_____'
function readShort({ choices, stem, hasEmbeddedAnswers }: ShortAnswer): Made {
  const right = choices.filter(({ weight }) => weight === null || weight > 0)
  const wrong = choices.filter(({ weight }) => weight === 0)
  const partly = right.filter(({ weight }) => weight !== null && weight !== 100)
  const unsaid = right.slice(1).filter(({ feedback }) => differs(feedback, right[0]?.feedback))
  const lost = [
    ...partly.map(
      ({ text }) => `the weight of ${JSON.stringify(text.text)}: it is right as a whole`,
    ),
    ...unsaid.map(({ text }) => `the feedback to ${JSON.stringify(text.text)}: a gap has one`),
  ]
  const gap = {
    accept: right.map(({ text }) => text.text),
    why: texted(right[0]?.feedback ?? null),
    ...(wrong.length === 0
      ? {}
      : { wrong: wrong.map(({ text, feedback }) => ({ is: text.text, why: texted(feedback) })) }),
    otherwise: TODO,
  }
  const fenced = /^([^]*?)\s*```python\n([^]*?)\s*```\s*$/.exec(stem.text)
  const code = fenced?.[2]?.includes(EMBEDDED) ? fenced[2].replace(EMBEDDED, '___') : undefined
  if (code !== undefined)
    return { draft: { kind: 'gap', ask: fenced?.[1], code, gaps: [gap] }, lost }
  const asked = hasEmbeddedAnswers
    ? { ask: TODO, code: stem.text.replace(EMBEDDED, '___') }
    : { ask: stem.text, code: '___' }
  return { draft: { kind: 'gap', ...asked, gaps: [gap] }, lost }
}

function readOne(question: GIFTQuestion): Made {
  switch (question.type) {
    case 'MC':
      return readChoices(question)
    case 'Short':
      return readShort(question)
    case 'TF': {
      const { isTrue, trueFeedback, falseFeedback, stem } = question
      const right = { right: true }
      return {
        draft: {
          kind: 'single',
          ask: stem.text,
          options: [
            // The first feedback is for a wrong answer, the second for a right one.
            {
              text: 'True',
              ...(isTrue ? right : {}),
              why: texted(isTrue ? falseFeedback : trueFeedback),
            },
            {
              text: 'False',
              ...(isTrue ? {} : right),
              why: texted(isTrue ? trueFeedback : falseFeedback),
            },
          ],
        },
      }
    }
    case 'Matching':
      return readMatching(question)
    case 'Category':
      return { refused: `it is a category, ${question.title}` }
    default:
      return { refused: `there is no kind for a question of type ${question.type}` }
  }
}

function readMatching({ matchPairs, stem }: Extract<GIFTQuestion, { type: 'Matching' }>): Made {
  const whole = matchPairs.filter(({ subquestion }) => subquestion.text !== '')
  const extra = matchPairs.filter(({ subquestion }) => subquestion.text === '')
  return {
    draft: {
      kind: 'match',
      ask: stem.text,
      pairs: whole.map(({ subquestion, subanswer }) => ({
        left: subquestion.text,
        right: subanswer,
        why: TODO,
      })),
      ...(extra.length === 0 ? {} : { extra: extra.map(({ subanswer }) => subanswer) }),
    },
  }
}

/** A number that no title has taken. */
function freeId(taken: Readonly<Record<string, unknown>>, number: number): string {
  const id = `q${number}`
  return Object.hasOwn(taken, id) ? freeId(taken, number + 1) : id
}

/** Everything below `value` that is in another format than Markdown or plain text. */
function formatsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'format' in value && typeof value.format === 'string' ? [value.format] : []
  return [...own, ...Object.values(value).flatMap(formatsOf)]
}

/** What a question has beside its texts, and we have no place for. */
function unsaid(question: GIFTQuestion): string[] {
  const formats = new Set(formatsOf(question).filter((format) => format === 'html'))
  const tags = 'tags' in question ? (question.tags ?? []) : []
  const name = 'id' in question ? question.id : null
  return [
    ...[...formats].map((format) => `${format} is taken for Markdown`),
    ...(tags.length === 0 ? [] : [`tags ${tags.join(', ')}`]),
    ...(name === null || name === undefined ? [] : [`its id ${name}`]),
  ]
}

/** The explanation's steps, a line each. */
function stepsOf(text: string): string[] {
  const steps = text.split('\n').filter((line) => line.trim() !== '')
  return steps.length === 0 ? [TODO] : steps
}

/** Stands at either side of an answer: the parser takes white space for one space there. Nobody else writes this sign. */
const EDGE = '\uE000'

/** The parser's questions of `source`, but with all that stands between a text and the answer in it. */
function parseClosely(source: string): readonly GIFTQuestion[] {
  const marked = source
    .replaceAll(EDGE, '')
    .replaceAll(/(?<!\\)\{/g, `${EDGE}{`)
    .replaceAll(/(?<!\\)\}(?=[^\S\n]*\S)/g, `}${EDGE}`)
  const close = JSON.stringify(parse(marked))
    .replaceAll(`${EDGE} ${EMBEDDED} ${EDGE}`, EMBEDDED)
    .replaceAll(`${EMBEDDED} ${EDGE}`, EMBEDDED)
    .replaceAll(new RegExp(`(\\\\n| )*${EDGE}`, 'g'), '')
  const questions: GIFTQuestion[] = JSON.parse(close)
  return questions
}

function parseGift(source: string): readonly GIFTQuestion[] {
  // The parser wants a question; a file may have none.
  if (source.replaceAll(/^\s*\/\/.*$/gm, '').trim() === '') return []
  try {
    const whole = `${source.trim()}\n`
    // As it is, for the place of a mistake.
    parse(whole)
    return parseClosely(whole)
  } catch (error) {
    if (!(error instanceof GiftError)) throw error
    throw new Unreadable(error.message, error.location.start)
  }
}

/** Throws Unreadable where `source` is no GIFT. */
export function readGift(source: string): Read {
  const questions: Record<string, Draft> = {}
  const lost: string[] = []
  for (const [index, question] of parseGift(source).entries()) {
    const title = question.title ?? ''
    const plain = /^[a-z][a-z0-9-]*$/.test(title) && !Object.hasOwn(questions, title)
    const id = plain ? title : freeId(questions, index + 1)
    const made = readOne(question)
    if ('refused' in made) {
      lost.push(
        `Question ${index + 1}${title === '' ? '' : `, ${title},`} is left out: ${made.refused}.`,
      )
      continue
    }
    for (const one of [...(made.lost ?? []), ...unsaid(question)]) lost.push(`${id}: ${one}.`)
    const { kind, ...fields } = made.draft
    const feedback = 'globalFeedback' in question ? question.globalFeedback : null
    questions[id] = {
      kind,
      idea: plain || title === '' ? TODO : title,
      from: TODO,
      ...fields,
      worked: stepsOf(texted(feedback)),
      mistakes: [TODO],
      check: TODO,
    }
  }
  if (Object.keys(questions).length === 0 && lost.length === 0)
    lost.push('There is no question in it.')
  return { questions, lost }
}
