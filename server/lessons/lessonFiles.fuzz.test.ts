/** Lesson files with anything done to them: mistakes are told at places, what is made of the rest is safe to show. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { isCollection, isPair, isScalar, parseDocument, visit } from 'yaml'
import { LessonView } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { noGlossary, readGlossary } from './glossary.ts'
import { Mistakes } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { readLesson } from './readLesson.ts'
import { Snapshot } from './snapshot.ts'

const root = join(import.meta.dirname, '../../lessons')
/** The files that authors wrote, to begin with what is nearly right. */
const written = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) =>
    /^\d/.test(name) && /^(lesson\.yaml|step\.yaml|quiz\.yaml|README\.md)$/.test(basename(name)),
)
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8')
const allLines = [...new Set(written.flatMap((name) => textOf(name).split('\n')))]

/** Of a long file a part, so that ten of it are tried in the time of one. */
function partOf(name: string, at: number): string {
  const text = textOf(name)
  if (name.endsWith('README.md')) {
    const [title = '', ...lines] = text.split('\n')
    return [title, ...lines.slice(at % lines.length, (at % lines.length) + 16)].join('\n')
  }
  if (!name.endsWith('quiz.yaml')) return text
  const [head = '', ...questions] = text.split(/^(?= {2}[a-z][a-z0-9-]*:$)/m)
  return head + (questions[at % questions.length] ?? '')
}

/** One lesson as it lies there, but for one file; the steps that this is not about are left out, or have no text. */
class Changed extends Snapshot {
  readonly #lesson: string
  path = ''
  text = ''
  #steps: ReadonlySet<string> = new Set()

  constructor(lesson: string) {
    super(root, lesson)
    this.#lesson = lesson
  }

  change(path: string, text: string): void {
    this.path = path
    this.text = text
    const about = `${dirname(path)}\n${text}`
    const steps = super.list(this.#lesson).filter(({ name }) => about.includes(name))
    this.#steps = new Set(steps.slice(0, 2).map(({ name }) => name))
  }

  override list(path: string): ReturnType<Snapshot['list']> {
    const all = super.list(path)
    if (path !== this.#lesson) return all
    return all.filter(
      ({ name, kind }) => kind === 'file' || name === 'shared' || this.#steps.has(name),
    )
  }

  override bytes(path: string): Buffer | undefined {
    if (path === this.path) return Buffer.from(this.text)
    if (path.endsWith('README.md')) return Buffer.from('# Title\n\nText.\n')
    return path.endsWith('quiz.yaml') ? undefined : super.bytes(path)
  }
}

const lessons = new Map<string, Changed>()
const odd = fc.oneof(
  fc.constantFrom(
    ...['- ', ': ', '{', '[', '"', '\t', '&a', '*a', '!!js', '<<: *a', '|', '~', 'null', '0x1'],
    ...['```', '](', '<script>', '[^1]', '__proto__: 1', '\u202e', '\0', '\r', '---', '%', '🙂'],
    ...[
      '[a](javascript:alert)',
      '![x](data:x)',
      '<img src=x onerror=y>',
      '`',
      '| a | b |',
      '1e999',
    ],
    ...[
      '[x](../..//etc/passwd)',
      '&lt;script&gt;',
      '"><b',
      '[a](main.py#L999999)',
      '((((a+)+)+)+)',
    ],
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom(...allLines),
)
const HOWS = ['drop', 'double', 'swap', 'insert', 'replace', 'indent', 'cut', 'name'] as const
const change = fc.record({
  how: fc.constantFrom(...HOWS, 'node', 'node', 'node'),
  at: fc.nat(10_000),
  with: odd,
  column: fc.nat(60),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function changed(source: string, { how, at, with: text, column }: Change): string {
  if (how === 'node') return nodeChanged(source, { at, with: text, column })
  const lines = source.split('\n')
  const index = at % lines.length
  const line = lines[index] ?? ''
  const other = lines[(index + 1) % lines.length] ?? ''
  const put = (...instead: string[]): string => lines.toSpliced(index, 1, ...instead).join('\n')
  switch (how) {
    case 'drop':
      return put()
    case 'double':
      return put(line, line)
    case 'swap':
      return put(other, line)
    case 'insert':
      return put(line.slice(0, column) + text + line.slice(column))
    case 'replace':
      return put(text)
    case 'indent':
      return put(`  ${line}`)
    case 'cut':
      return put(line.slice(0, column))
    case 'name':
      return put(line.replace(/[\w-]+/, () => text))
  }
}

/** A key or a value of YAML in the place of another, or something else there. */
function nodeChanged(source: string, { at, with: text, column }: Omit<Change, 'how'>): string {
  const document = parseDocument(source)
  if (document.errors.length > 0 || !isCollection(document.contents)) return source
  const instead = [text, null, 0, -1, true, [], {}, [[text]], { [text]: text }, 'a'.repeat(3_000)]
  let left = at % 200
  let aliases = 0
  visit(document, { Alias: () => void (aliases += 1) })
  // An alias of nothing is read, and cannot be written.
  if (aliases > 0) return source
  visit(document, (key, node) => {
    if (left < 0) return visit.BREAK
    if (isPair(node) || left-- > 0) return undefined
    if (column % 5 === 0) return visit.REMOVE
    const value = instead[column % instead.length]
    if (key === 'key' && isScalar(node)) node.value = text
    else return document.createNode(value)
    return visit.BREAK
  })
  return String(document)
}

/** Every text of what the page is sent. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

const HTML = /^(html|askHtml|why|idea|otherwise|worked|mistakes|check)$/
/** Those that the page shows as HTML: under such a key, however deep. */
function htmlIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return HTML.test(key) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => htmlIn(one, HTML.test(key) ? key : name))
}

const TAG =
  /^<\/?(a|aside|b|blockquote|br|code|dd|del|div|dl|dt|em|h[1-6]|hr|i|img|input|kbd|li|ol|p|pre|q|s|samp|section|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|ul|var)(\s+[\w-]+(="[^"<>]*")?)*\s*\/?>$/
function checkHtml(html: string): void {
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
    expect(tag).toMatch(TAG)
    expect(tag).not.toMatch(
      /\s(on\w+|style|srcdoc|formaction)=|(href|src)="\s*(?!https?:|\/|#|\.)\w+:/i,
    )
  }
}

function checkPlaces(mistakes: readonly Mistake[], sources: Changed): void {
  for (const { path, line, column, say } of mistakes) {
    expect([path !== '', column >= 1, say !== '']).toEqual([true, true, true])
    const lines = sources.bytes(path)?.toString().split('\n').length ?? 1
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines + 1)
  }
}

fuzz(
  { of: 'lesson files', cases: 400 },
  'whatever is done to a file, mistakes are told at places, twice the same, and no script is shown',
  fc.property(
    fc.nat(10_000),
    fc.nat(10_000),
    fc.array(change, { minLength: 1, maxLength: 4 }),
    (which, from, changes) => {
      const path = written[which % written.length] ?? ''
      const [id = ''] = path.split('/')
      const snapshot = lessons.get(id) ?? new Changed(id)
      lessons.set(id, snapshot)
      snapshot.change(path, changes.reduce(changed, partOf(path, from)))
      const { head, body } = readLesson({ id, glossary: noGlossary, snapshot })
      checkPlaces(head.mistakes, snapshot)
      expect(LessonView.safeParse(body.view).error).toBeUndefined()
      const shown = [...htmlIn(body.view), ...htmlIn([...body.sheets.values()])]
      for (const html of shown) checkHtml(html)
      expect(textsIn(body.view).every((text) => text.length < 1_000_000)).toBe(true)
      if (which % 16 > 0) return
      expect(readLesson({ id, glossary: noGlossary, snapshot }).head.mistakes).toEqual(
        head.mistakes,
      )
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  ),
)

const words = textOf('glossary.md').split(/^(?=## )/m)

fuzz(
  { of: 'glossaries', cases: 300 },
  'whatever is done to it, mistakes are told at places, and no script is shown',
  fc.property(fc.nat(1_000), fc.array(change, { minLength: 1, maxLength: 6 }), (from, changes) => {
    const source = changes.reduce(
      changed,
      words
        .slice(from % words.length)
        .slice(0, 4)
        .join(''),
    )
    const mistakes = new Mistakes()
    const { terms } = readGlossary(source, mistakes)
    for (const { line } of mistakes.all)
      expect(line).toBeLessThanOrEqual(source.split('\n').length + 1)
    for (const { html } of terms.values()) checkHtml(html)
  }),
)
