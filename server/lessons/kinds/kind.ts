/** What every kind of question is made with: where its texts stand, what is around it, and what comes of it. */
import { createHash } from 'node:crypto'
import type { QuestionView, Rule } from '../../protocol/index.ts'
import type { Mistakes, Place } from '../mistakes.ts'
import { readDocument, readText } from '../texts.ts'
import type { Surroundings } from '../proseRules.ts'
import type { Program } from '../lesson.ts'

/** A step that questions may ask about. */
export interface AskedStep {
  readonly id: string
  readonly programs: readonly Program[]
  readonly files: ReadonlyMap<string, string>
  readonly shown: readonly string[]
}

export interface Context {
  readonly id: string
  readonly around: Surroundings
  /** The step in `from`; undefined when there is none of that name, which has been told. */
  readonly step: AskedStep | undefined
  readonly mistakes: Mistakes
  /** Of a field of this question. */
  readonly place: (...path: PropertyKey[]) => Place
}

/** What the kinds differ in; the rest of a view is the same for all. */
type Own<V> = V extends QuestionView ? Omit<V, 'id' | 'idea' | 'from' | 'askHtml' | 'hash'> : never

export interface Made {
  readonly view: Own<QuestionView>
  readonly rule: Rule
  readonly why: Readonly<Record<string, string>>
  readonly otherwise?: string
  readonly played?: Played
}

/** An answer that is a program's output: play it, and it must be this. */
export interface Played {
  readonly step: string
  readonly program: string
  /** Edited files of the step, by path. */
  readonly files: Readonly<Record<string, string>>
  readonly prints: string
}

/** The key of a text: its hash within the question, so that it tells nothing and survives edits elsewhere. */
export function keyOf(question: string, text: string): string {
  return createHash('sha256').update(`${question}\n${text}`).digest('hex').slice(0, 12)
}

/** The Markdown at `path` of the question, checked, as HTML; one paragraph comes without its `<p>`. */
export function prose(context: Context, source: string, path: PropertyKey[]): string {
  return checked(context, { source, path, read: readText })
}

/** The same, each paragraph in its `<p>`. */
export function longProse(context: Context, source: string, path: PropertyKey[]): string {
  return checked(context, { source, path, read: readDocument })
}

interface Written {
  readonly source: string
  readonly path: PropertyKey[]
  readonly read: typeof readText
}

function checked({ around, mistakes, place }: Context, { source, path, read }: Written): string {
  const here = (): Place => place(...path)
  if (/^TODO\b/.test(source)) mistakes.error(here(), 'TODO is no text for learners. Write it.')
  return read(source, { around, mistakes, locate: here })
}

/** Tells of an entry that reads as one before it. */
export function refuseTwins(
  { mistakes, place }: Context,
  all: readonly string[],
  { path, what }: { path: (index: number) => PropertyKey[]; what: string },
): void {
  const plain = all.map((text) => text.trim())
  plain.forEach((text, index) => {
    if (plain.indexOf(text) < index)
      mistakes.error(place(...path(index)), `Two ${what} read alike. Change one.`)
  })
}

/** Makes a regular expression as the judge does; tells of one that is none. */
export function readPattern(
  { mistakes, place }: Context,
  source: string,
  path: PropertyKey[],
): RegExp | undefined {
  try {
    return new RegExp(source, 'um')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    mistakes.error(
      place(...path),
      `${String(path.at(-1))} is not a regular expression. Quote what is meant literally.`,
    )
    return undefined
  }
}
