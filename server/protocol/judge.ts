/** Judges an answer by the question's sheet: on the server the first time, in the page when it practises offline. Pure. */
import type { How, Parts, Rule, Sheet, Typed } from './quiz.ts'
import { unreachable } from './unreachable.ts'

export interface Judgement {
  readonly right: boolean
  /** Whether each part of the answer is right. */
  readonly parts: readonly boolean[]
  /** Parts that would have been right. */
  readonly solution: Parts
  /** The reason of each part of the answer, HTML. */
  readonly reasons: readonly string[]
}

/** Undefined for an answer that this question cannot have: an unknown key, one twice, another number of texts. */
export function judge(sheet: Sheet, parts: Parts): Judgement | undefined {
  const { rule } = sheet
  if (!fits(rule, parts)) return undefined
  const marks = mark(rule, parts)
  const solution = solutionOf(rule)
  const whole = rule.by === 'keys' || rule.by === 'order' ? parts.length === solution.length : true
  return {
    right: whole && marks.every(Boolean),
    parts: marks,
    solution,
    reasons: parts.map((part, at) => reasonOf(sheet, part, at)),
  }
}

/** Parts that are right: of several, those the author wrote first. */
export function solutionOf(rule: Rule): Parts {
  switch (rule.by) {
    case 'keys':
    case 'places':
      return [...rule.right]
    case 'order':
      return rule.right.map(({ key }) => key)
    case 'texts':
      return rule.texts.map(({ accept }) => accept[0] ?? '')
    default:
      return unreachable(rule)
  }
}

function fits(rule: Rule, parts: Parts): boolean {
  if (rule.by === 'texts') return parts.length === rule.texts.length
  if (rule.by === 'places')
    return parts.length === rule.right.length && parts.every((part) => rule.of.includes(part))
  return new Set(parts).size === parts.length && parts.every((part) => rule.of.includes(part))
}

function mark(rule: Rule, parts: Parts): boolean[] {
  switch (rule.by) {
    case 'keys':
      return parts.map((part) => rule.right.includes(part))
    case 'places':
      return parts.map((part, at) => part === rule.right[at])
    case 'order':
      return parts.map((part, at) => {
        const line = rule.right.find(({ key }) => key === part)
        const before = parts.slice(0, at)
        return line !== undefined && line.after.every((key) => before.includes(key))
      })
    case 'texts':
      return rule.texts.map((typed, at) => accepts(typed, parts[at] ?? ''))
    default:
      return unreachable(rule)
  }
}

function reasonOf({ rule, why, otherwise }: Sheet, part: string, at: number): string {
  if (rule.by === 'places') return why[String(at)] ?? ''
  if (rule.by !== 'texts') return why[part] ?? otherwise ?? ''
  const typed = rule.texts[at]
  if (typed === undefined) return ''
  if (accepts(typed, part)) return typed.why
  const given = plain(part, typed.how)
  return typed.wrong.find(({ is }) => plain(is, typed.how) === given)?.why ?? typed.otherwise
}

/** Texts longer than this are not set against a regular expression, however slow that may be. */
const LONGEST = 200

export function accepts({ how, accept, matches }: Typed, text: string): boolean {
  const given = plain(text, how)
  if (accept.some((one) => plain(one, how) === given)) return true
  return (
    matches !== undefined &&
    given.length <= LONGEST &&
    new RegExp(`^(?:${matches})$`, 'u').test(given)
  )
}

/** What of a text counts. */
export function plain(text: string, how: How): string {
  if (how === 'exact') return text
  if (how === 'lines')
    return text
      .replaceAll('\r', '')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd()
  return text
    .trim()
    .replaceAll('"', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([^\w\s']) ?/g, '$1')
}
