/** Writes questions as GIFT, the text format that Moodle and others read; tells what of them it cannot say. */
import { unreachable } from '../protocol/index.ts'
import type { FormOf, QuestionForm } from '../lessons/index.ts'
import { lostText } from './carried.ts'

export interface Written {
  readonly gift: string
  /** One sentence for each thing that GIFT has no place for, with the question's id. */
  readonly lost: readonly string[]
}

/** A question in GIFT, or why it cannot be one; and what of it is lost. */
interface Line {
  readonly stem: string
  readonly body: string
  /** Follows the answer at once, as the stem stands at once before it. */
  readonly after?: string
  readonly lost?: readonly string[]
}
type Result = Line | { readonly refused: string }

/** Line breaks become `\n`: a blank line would end the question. */
function escapeAll(text: string): string {
  return text.replaceAll(/[\\~=#{}:]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')
}

const escape = (text: string): string => escapeAll(text.trimEnd())

const md = (text: string): string => `[markdown]${escape(text)}`
const answer = (sign: string, text: string, why: string): string => `${sign}${md(text)}#${md(why)}`
const fence = (code: string): string => `\`\`\`python\n${code.trimEnd()}\n\`\`\``

/** Its arrow makes a pair of an option. */
function refuseArrows(texts: readonly string[]): { refused: string } | undefined {
  const found = texts.find((text) => text.includes('->'))
  return found === undefined
    ? undefined
    : { refused: `${JSON.stringify(found)} has an arrow, which GIFT reads as a pair` }
}

function writeChoices(form: FormOf<'single' | 'multiple'>): Result {
  const { kind, options, ask } = form
  const refused = refuseArrows(options.map(({ text }) => text))
  if (refused) return refused
  const right = options.filter((option) => option.right === true).length
  const share = `~%${Number((100 / right).toFixed(5))}%`
  const signOf = (isRight: boolean): string => {
    if (kind === 'single') return isRight ? '=' : '~'
    return isRight ? share : '~%-100%'
  }
  return {
    stem: ask,
    body: options
      .map((option) => answer(signOf(option.right === true), option.text, option.why))
      .join('\n'),
  }
}

function writeGap(form: FormOf<'gap'>): Result {
  const [gap, second] = form.gaps
  if (gap === undefined || second !== undefined)
    return { refused: `it has ${form.gaps.length} gaps, and GIFT has room for one` }
  const [before = '', after = ''] = form.code.trimEnd().split('___')
  const lost = [
    'otherwise',
    ...(gap.matches === undefined ? [] : ['matches']),
    ...(gap.exact === undefined ? [] : ['exact']),
  ]
  // A reader of Markdown would take the rest for text.
  if (/^ {0,3}```/m.test(form.code)) return { refused: 'its code ends the block that it stands in' }
  const refused = refuseArrows(typedOf(gap))
  if (refused) return refused
  return {
    stem: `${form.ask.trimEnd()}\n\n\`\`\`python\n${before}`,
    body: writeTyped(gap.accept, gap.why, gap.wrong),
    after: `${after}\n\`\`\``,
    lost,
  }
}

const typedOf = ({ accept, wrong = [] }: FormOf<'gap'>['gaps'][number]): string[] => [
  ...accept,
  ...wrong.map(({ is }) => is),
]

function writeTyped(
  accept: readonly string[],
  why: string,
  wrong: readonly { is: string; why: string }[] = [],
): string {
  return [
    ...accept.map((text) => answer('=', text, why)),
    ...wrong.map((one) => answer('=%0%', one.is, one.why)),
  ].join('\n')
}

function writeOutput(form: FormOf<'output' | 'run'>): Result {
  const lost = ['program', ...(form.edits === undefined ? [] : ['edits'])]
  if (form.kind === 'output' && form.options !== undefined) {
    const refused = refuseArrows(form.options.map(({ prints }) => prints))
    const body = form.options.map(({ prints, why }) =>
      answer(prints.trimEnd() === form.prints.trimEnd() ? '=' : '~', fence(prints), why),
    )
    return refused ?? { stem: form.ask, body: body.join('\n'), lost }
  }
  const part = form.kind === 'run' ? form.part : undefined
  const right =
    part === undefined
      ? form.prints.trimEnd()
      : (new RegExp(part, 'um').exec(form.prints)?.[1] ?? '')
  if (right.includes('\n')) return { refused: 'its answer has several lines' }
  const refused = refuseArrows([right, ...(form.wrong ?? []).map(({ is }) => is)])
  if (refused) return refused
  return {
    stem: form.ask,
    body: writeTyped([right], form.why ?? '', form.wrong),
    lost: [...lost, ...(part === undefined ? [] : ['part']), 'otherwise'],
  }
}

function writeLine(form: FormOf<'line'>): Result {
  const { wrong = [] } = form
  if (wrong.length === 0) return { refused: 'it lists no wrong lines, and the file is not in GIFT' }
  const refused = refuseArrows([form.right, ...wrong.map(({ line }) => line)])
  if (refused) return refused
  const code = (line: string): string => `\`${line.trim()}\``
  return {
    stem: form.ask,
    body: [
      answer('=', code(form.right), form.why),
      ...wrong.map(({ line, why }) => answer('~', code(line), why)),
    ].join('\n'),
    lost: ['file', 'otherwise'],
  }
}

function writeMatch({ ask, pairs, extra }: FormOf<'match'>): Result {
  const refused = refuseArrows(pairs.flatMap(({ left, right }) => [left, right]))
  if (refused) return refused
  return {
    stem: ask,
    body: pairs.map(({ left, right }) => `=${md(left)} -> ${escape(right)}`).join('\n'),
    lost: ['why of each pair', ...(extra === undefined ? [] : ['extra'])],
  }
}

function write(form: QuestionForm): Result {
  switch (form.kind) {
    case 'single':
    case 'multiple':
      return writeChoices(form)
    case 'gap':
      return writeGap(form)
    case 'output':
    case 'run':
      return writeOutput(form)
    case 'line':
      return writeLine(form)
    case 'match':
      return writeMatch(form)
    case 'order':
      return { refused: 'GIFT has no lines to be put in order' }
    default:
      return unreachable(form)
  }
}

function inGift(id: string, { stem, body, after }: Line, worked: readonly string[]): string {
  const answers = `{\n${body}\n####${md(worked.join('\n'))}\n}`
  const whole =
    after === undefined
      ? `${md(stem)} ${answers}`
      : `[markdown]${escapeAll(stem)}${answers}${escape(after)}`
  return `::${escape(id)}::${whole}\n`
}

/** What no question has a place for in GIFT; `worked` goes into its general feedback. */
const NEVER = 'Of every question: idea, from, mistakes and check are not in GIFT.'

export function writeGift(questions: Readonly<Record<string, QuestionForm>>): Written {
  const lost = [NEVER]
  const parts = Object.entries(questions).flatMap(([id, form]) => {
    const result = write(form)
    if ('refused' in result) {
      lost.push(`${id} is left out: ${result.refused}.`)
      return []
    }
    const gift = inGift(id, result, form.worked)
    const changed = lostText(id, form, gift)
    if (changed !== undefined) {
      lost.push(
        `${id} is left out: ${JSON.stringify(changed)} does not come back from GIFT as it is.`,
      )
      return []
    }
    if (result.lost !== undefined) lost.push(`${id}: without ${result.lost.join(', ')}.`)
    return [gift]
  })
  return { gift: parts.join('\n'), lost }
}
