/** Questions: what the page is shown of each kind, and the sheet that judges one, sent once it has been answered. */
import * as z from 'zod/mini'

/** `key` is a hash of the text within its question. */
const Choice = z.object({ key: z.string(), html: z.string() })
/** Plain text: a line of code, or what a native select can show. */
const Line = z.object({ key: z.string(), text: z.string() })

const common = {
  id: z.string(),
  /** Names the idea in the summary at the end, HTML. */
  idea: z.string(),
  /** The step that teaches it. */
  from: z.string(),
  askHtml: z.string(),
  /** Of the question and its reasons: answers that were given to another hash count no more. */
  hash: z.string(),
}

/** What is asked about, and its file as HTML, with the question's edits in it. */
const Shown = {
  program: z.string(),
  file: z.optional(z.object({ name: z.string(), html: z.string() })),
}

export const QuestionView = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('single'), options: z.array(Choice) }),
  z.object({ ...common, kind: z.literal('multiple'), options: z.array(Choice) }),
  /** `lines` in an order that tells nothing; `extra`: some of them belong nowhere. */
  z.object({ ...common, kind: z.literal('order'), lines: z.array(Line), extra: z.boolean() }),
  /** `code` has a `___` for each gap; `rules` says of each what does not count. */
  z.object({ ...common, kind: z.literal('gap'), code: z.string(), rules: z.array(z.string()) }),
  /** Without `options` the output is typed. */
  z.object({
    ...common,
    ...Shown,
    kind: z.literal('output'),
    options: z.optional(z.array(Line)),
  }),
  /** Every line of the file; the key is its number. Empty ones can't be chosen. */
  z.object({ ...common, kind: z.literal('line'), file: z.string(), lines: z.array(Line) }),
  z.object({
    ...common,
    kind: z.literal('match'),
    left: z.array(z.string()),
    right: z.array(Line),
  }),
  /**
   * `files`: the edits, to be run with. `all`: the program is started with all of its step that start with
   * Run. `short`: a part of a line is asked for, not all the output.
   */
  z.object({
    ...common,
    ...Shown,
    kind: z.literal('run'),
    files: z.record(z.string(), z.string()),
    all: z.boolean(),
    short: z.boolean(),
  }),
])
export type QuestionView = z.infer<typeof QuestionView>

/**
 * How a typed part is compared. `exact`: every character. `code`: not the spaces beside signs, nor which
 * quotes. `lines`: not the spaces at the ends of lines, nor empty lines at the end.
 */
const How = z.enum(['exact', 'code', 'lines'])
export type How = z.infer<typeof How>

const Typed = z.object({
  how: How,
  /** The first is shown as the solution. */
  accept: z.array(z.string()),
  /** A regular expression that accepts the whole of it as well. */
  matches: z.optional(z.string()),
  why: z.string(),
  wrong: z.array(z.object({ is: z.string(), why: z.string() })),
  otherwise: z.string(),
})
export type Typed = z.infer<typeof Typed>

/** `of` lists every key that an answer may hold. */
export const Rule = z.discriminatedUnion('by', [
  /** Exactly these keys, in any order. */
  z.object({ by: z.literal('keys'), of: z.array(z.string()), right: z.array(z.string()) }),
  /** This key at each place. */
  z.object({ by: z.literal('places'), of: z.array(z.string()), right: z.array(z.string()) }),
  /** These keys and no others, each after those that it needs. */
  z.object({
    by: z.literal('order'),
    of: z.array(z.string()),
    right: z.array(z.object({ key: z.string(), after: z.array(z.string()) })),
  }),
  /** These texts. */
  z.object({ by: z.literal('texts'), texts: z.array(Typed) }),
])
export type Rule = z.infer<typeof Rule>

/** All that is to be said to an answer, and what judges the next one. Texts are HTML. */
export const Sheet = z.object({
  rule: Rule,
  /** By key, or by place (`0`, `1`) where there are no keys. */
  why: z.record(z.string(), z.string()),
  /** For a key that has no reason of its own. */
  otherwise: z.optional(z.string()),
  worked: z.array(z.string()),
  mistakes: z.array(z.string()),
  check: z.string(),
})
export type Sheet = z.infer<typeof Sheet>

/**
 * An answer is a list of parts: the keys chosen; the keys of lines in their order; the text of each gap, or
 * of the output; the key matched to each left side.
 */
export const Parts = z.array(z.string().check(z.maxLength(4_000))).check(z.maxLength(40))
export type Parts = z.infer<typeof Parts>
