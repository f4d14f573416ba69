/** The answers of a lesson's questions in Markdown: what is right, why, and what is commonly taken wrongly. */
import type { FormOf } from '../lessons/index.ts'
import { document, entry, fence, inline, letter, plain } from './markdown.ts'
import { headingOf } from './questions.ts'
import type { Asked } from './questions.ts'

interface Reason {
  readonly what: string
  readonly why: string
}

const reasons = (all: readonly Reason[]): string =>
  all.map(({ what, why }) => entry('-', `${what}: ${why.trim()}`)).join('\n')

const right = (what: string): string => `**Right:** ${what}`

/** The letter of the line or output with this text, as the question shows it. */
function letterOf({ view }: Asked, text: string): string {
  const shown =
    view.kind === 'order'
      ? view.lines
      : view.kind === 'match'
        ? view.right
        : view.kind === 'output'
          ? (view.options ?? [])
          : []
  return letter(shown.findIndex((one) => one.text.trimEnd() === text.trimEnd()))
}

function choices({ options }: FormOf<'single' | 'multiple'>): string[] {
  const letters = options.flatMap((option, at) => (option.right === true ? [letter(at)] : []))
  return [
    right(letters.join(', ')),
    reasons(options.map(({ why }, at) => ({ what: letter(at), why }))),
  ]
}

function order(asked: Asked, { lines, extra = [] }: FormOf<'order'>): string[] {
  const free = lines.some(({ after }) => after !== undefined)
  return [
    right(lines.map(({ code }) => letterOf(asked, code)).join(' ')),
    free ? 'Other orders are right where no line needs the one before it.' : '',
    fence(lines.map(({ code }) => code).join('\n'), 'python'),
    reasons([...lines, ...extra].map(({ code, why }) => ({ what: letterOf(asked, code), why }))),
  ]
}

function gaps({ gaps: all }: FormOf<'gap'>): string[] {
  return all.map((gap) =>
    document([
      right(gap.accept.map(inline).join(' or ')),
      gap.why,
      reasons((gap.wrong ?? []).map(({ is, why }) => ({ what: `Not ${inline(is)}`, why }))),
    ]),
  )
}

function printed(asked: Asked, form: FormOf<'output' | 'run'>): string[] {
  if (form.kind === 'output' && form.options !== undefined)
    return [
      right(letterOf(asked, form.prints)),
      reasons(
        form.options
          .map(({ prints, why }) => ({ what: letterOf(asked, prints), why }))
          .toSorted((a, b) => a.what.localeCompare(b.what)),
      ),
    ]
  const part = form.kind === 'run' ? form.part : undefined
  const found = part === undefined ? undefined : new RegExp(part, 'um').exec(form.prints)?.[1]
  return [
    found === undefined ? `${right('')}\n\n${fence(form.prints)}` : right(inline(found)),
    form.why ?? '',
    reasons((form.wrong ?? []).map(({ is, why }) => ({ what: `Not ${inline(is)}`, why }))),
  ]
}

function line(asked: Asked, form: FormOf<'line'>): string[] {
  const numbers = (asked.step.files[form.file] ?? '').split('\n').map((text) => text.trim())
  const named = (text: string): string =>
    `line ${numbers.indexOf(text.trim()) + 1}, ${inline(text.trim())}`
  return [
    right(named(form.right)),
    form.why,
    reasons((form.wrong ?? []).map((one) => ({ what: `Not ${named(one.line)}`, why: one.why }))),
  ]
}

function match(asked: Asked, { pairs }: FormOf<'match'>): string[] {
  const letters = pairs.map((pair, at) => `${at + 1} ${letterOf(asked, pair.right)}`)
  return [
    right(letters.join(', ')),
    reasons(pairs.map((pair, at) => ({ what: `${at + 1}, ${plain(pair.right)}`, why: pair.why }))),
  ]
}

function body(asked: Asked): string[] {
  const { form } = asked
  switch (form.kind) {
    case 'single':
    case 'multiple':
      return choices(form)
    case 'order':
      return order(asked, form)
    case 'gap':
      return gaps(form)
    case 'output':
    case 'run':
      return printed(asked, form)
    case 'line':
      return line(asked, form)
    case 'match':
      return match(asked, form)
  }
}

/** The answer as a section of a document. */
export function answerText(asked: Asked): string {
  const { worked, mistakes, check } = asked.form
  return document([
    headingOf(asked),
    ...body(asked),
    worked.map((text, at) => entry(`${at + 1}.`, text)).join('\n'),
    '**Often taken wrongly:**',
    mistakes.map((text) => entry('-', text)).join('\n'),
    `**To ask oneself:** ${check.trim()}`,
  ])
}
