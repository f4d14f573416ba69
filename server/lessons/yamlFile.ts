/** Reads one YAML file by its form, and tells every mistake with line and column. */
import * as z from 'zod/mini'
import { LineCounter, isMap, isNode, isScalar, parseDocument, visit } from 'yaml'
import type { Document, YAMLError } from 'yaml'
import type { Mistakes, Place } from './mistakes.ts'

type Path = readonly PropertyKey[]

/** A YAML file that kept to its form. */
export interface YamlFile<T> {
  readonly value: T
  /** Where the value at `path` stands, or the nearest thing above it that is there. */
  readonly place: (...path: PropertyKey[]) => Place
}

/** Finds places in a parsed document. */
class Places {
  readonly #path: string
  readonly #document: Document.Parsed
  readonly #lines: LineCounter

  constructor(path: string, document: Document.Parsed, lines: LineCounter) {
    this.#path = path
    this.#document = document
    this.#lines = lines
  }

  offset(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset)
    return { path: this.#path, line: Math.max(1, line), column: Math.max(1, col) }
  }

  /** Whether a comma within { } made the key at `path`: it has no colon. */
  isCut(path: Path): boolean {
    const map = this.#map(path.slice(0, -1))
    if (!isMap(map) || map.flow !== true) return false
    return map.items.some(
      ({ key, value }) => isScalar(key) && key.value === path.at(-1) && value === null,
    )
  }

  value(path: Path): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#map(path.slice(0, length))
      if (isNode(node) && node.range) return this.offset(node.range[0])
    }
    return this.offset(0)
  }

  /** Of the key itself, when `path` ends at a key of a map. */
  key(path: Path): Place {
    const map = this.#map(path.slice(0, -1))
    if (isMap(map)) {
      const pair = map.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))
      if (pair && isScalar(pair.key) && pair.key.range) return this.offset(pair.key.range[0])
    }
    return this.value(path)
  }

  #map(path: Path): unknown {
    return path.length === 0 ? this.#document.contents : this.#document.getIn(path, true)
  }
}

const sentences: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'A tab indents this line. YAML wants spaces.',
  BAD_ALIAS: 'Text that starts with * needs quotes.',
  BAD_SCALAR_START: 'Text that starts with a backtick, @ or % needs quotes.',
  MULTIPLE_DOCS: 'A second document starts here. One file holds one; remove the line ---.',
  BLOCK_AS_IMPLICIT_KEY: 'A second colon stands in this line. Put the text in quotes.',
  BAD_INDENT: 'This line is indented unlike its neighbours. Give it the same number of spaces.',
}

const cutSentence = 'A comma within { } ends the text before it. Put the text in quotes.'

/** The key written at `offset`, and the line where the same key stood before. */
function twice(source: string, offset: number, lines: LineCounter): string {
  const name = /^[^\s:]+/.exec(source.slice(offset))?.[0] ?? 'This key'
  const indent = offset - (source.lastIndexOf('\n', offset - 1) + 1)
  const before = source.slice(0, offset).split('\n')
  const index = before.findLastIndex(
    (line, at) => at < before.length - 1 && line.startsWith(`${' '.repeat(indent)}${name}:`),
  )
  const where = index >= 0 ? `line ${index + 1}` : `a line before ${lines.linePos(offset).line}`
  return `${name} is already defined on ${where}. Give this one another name.`
}

function syntaxSentence(error: YAMLError, source: string, lines: LineCounter): string {
  if (error.code === 'DUPLICATE_KEY') return twice(source, error.pos[0], lines)
  return sentences[error.code] ?? `This is not YAML: ${error.message.split(/ at line|\n/)[0]}.`
}

/** The errors that an author is told: after a tab that indents, the rest only follows from it. */
function errorsOf(document: Document.Parsed): readonly YAMLError[] {
  const tabs = document.errors.filter(({ code }) => code === 'TAB_AS_INDENT')
  return tabs.length > 0 ? tabs : document.errors
}

/** Without one of these signs a file has no shortcut, and need not be gone through. */
const ofShortcuts = /[&*]|#\S/

/**
 * Anchors, aliases and tags are left out of the format: what a file says stands where it is read. And `A #1` is
 * taken for text, which YAML would cut off at the sign.
 */
function refuseShortcuts(document: Document.Parsed, places: Places, mistakes: Mistakes): void {
  visit(document, {
    Alias: (_key, node) => {
      mistakes.error(
        places.offset(node.range?.[0] ?? 0),
        `*${node.source} is an alias. Write it out, or put the text in quotes.`,
      )
    },
    Scalar: (_key, { comment, type, range, value }) => {
      // A comment has a space behind its sign.
      if (type !== 'PLAIN' || value === null || !range || !/^\S/.test(comment ?? '')) return
      mistakes.error(
        places.offset(range[0]),
        'This text ends before its #: what follows is a comment. Put the text in quotes.',
      )
    },
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor !== undefined) {
        mistakes.error(
          places.offset(node.range?.[0] ?? 0),
          `&${node.anchor} is an anchor. Write it out where it is used.`,
        )
      }
    },
  })
}

type Issue = z.core.$ZodIssue

/** The issues as an author sees them: of a union, those of the kind that was meant. */
function flatten(issues: readonly Issue[], above: Path = []): { issue: Issue; path: Path }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path]
    if (issue.code === 'invalid_union') {
      const meant = issue.errors.find((branch) => branch.some(isInside))
      if (meant) return flatten(meant, path)
    }
    return [{ issue, path }]
  })
}

/** Tells that a branch of a union took the value as its own kind: what is wrong lies inside it. */
function isInside(issue: Issue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom'
}

function report(all: readonly Issue[], places: Places, mistakes: Mistakes): void {
  const issues = flatten(all)
  const misspelt = new Set(
    issues
      .filter(({ issue }) => issue.code === 'unrecognized_keys')
      .map(({ path }) => path.join('/')),
  )
  for (const { issue, path } of issues) {
    if (issue.code === 'unrecognized_keys') {
      const says = issue.message.split('\n')
      issue.keys.forEach((key, at) => {
        const here = [...path, key]
        const unknown = says[at] ?? issue.message
        mistakes.error(places.key(here), places.isCut(here) ? cutSentence : unknown)
      })
    } else if (issue.code === 'invalid_key') {
      mistakes.error(places.key(path), issue.issues[0]?.message ?? issue.message)
    } else {
      // A misspelt key explains what seems to be missing beside it.
      const missing = issue.code === 'custom' ? path : path.slice(0, -1)
      const lacks = issue.code === 'custom' || issue.message.includes(' is missing. ')
      if (lacks && misspelt.has(missing.join('/'))) continue
      mistakes.error(places.value(path), issue.message)
    }
  }
}

/**
 * The content of `source` by `form`; undefined when it has mistakes, all of which have then been told.
 * `path` is the file's, relative to the course.
 */
export function readYaml<T>(
  file: { path: string; source: string },
  form: z.ZodMiniType<T>,
  mistakes: Mistakes,
): YamlFile<T> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(file.source, { lineCounter: lines, prettyErrors: true })
  const places = new Places(file.path, document, lines)
  const before = mistakes.errors
  for (const error of errorsOf(document)) {
    mistakes.error(places.offset(error.pos[0]), syntaxSentence(error, file.source, lines))
  }
  if (document.errors.length === 0 && ofShortcuts.test(file.source))
    refuseShortcuts(document, places, mistakes)
  if (mistakes.errors > before) return undefined
  const parsed = z.safeParse(form, document.toJS())
  if (!parsed.success) {
    report(parsed.error.issues, places, mistakes)
    return undefined
  }
  return { value: parsed.data, place: (...path) => places.value(path) }
}
