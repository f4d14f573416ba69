/** Puts transcripts into the text of a `step.yaml` and leaves every other character where it is. */
import { isMap, isNode, isScalar, parseDocument, stringify } from 'yaml'
import type { Document, Pair } from 'yaml'
import type { WrittenTranscript } from '../lessons/index.ts'

type Transcripts = ReadonlyMap<string, WrittenTranscript>

/** Keys that stand below `expect` in the order of the format. */
const below: readonly string[] = ['truths', 'predict', 'exercise', 'explain']

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

const write = (value: unknown): string =>
  stringify(value, { lineWidth: 0, blockQuote: 'literal', singleQuote: true })

const indented = (text: string, columns: number): string =>
  text.replace(/^(?=.)/gm, ' '.repeat(columns))

function pairs(map: unknown): Pair[] {
  return isMap(map) ? map.items : []
}

const keyOf = (pair: Pair): unknown => (isScalar(pair.key) ? pair.key.value : undefined)

function startOf(pair: Pair): number {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
}

/** Behind the value and what is left of its line; a block of text ends with its last line. */
function endOf(pair: Pair, source: string): number {
  const end = isNode(pair.value) ? (pair.value.range?.[1] ?? 0) : 0
  if (source[end - 1] === '\n') return end
  const line = source.indexOf('\n', end)
  return line < 0 ? source.length : line + 1
}

/** The comment in the first line of a block, or behind a value; with the space before it. */
function commentOf(pair: Pair, source: string): string {
  const comment = isNode(pair.value) ? pair.value.comment : undefined
  if (comment === undefined || comment === null || comment.includes('\n')) return ''
  return source.slice(startOf(pair), endOf(pair, source)).includes(`#${comment}`)
    ? ` #${comment}`
    : ''
}

/** `expect:` as a whole, where there is none or where it is written in one line. */
function wholeExpect(document: Document.Parsed, source: string, all: Transcripts): Edit {
  const top = pairs(document.contents)
  const former = top.find((pair) => keyOf(pair) === 'expect')
  const text = write({ expect: Object.fromEntries(all) })
  if (former) return { from: startOf(former), to: endOf(former, source), text }
  const next = top.find((pair) => below.includes(String(keyOf(pair))))
  const at = next ? startOf(next) : source.length
  const lead = at > 0 && source[at - 1] !== '\n' ? '\n' : ''
  return { from: at, to: at, text: lead + text }
}

function edits(document: Document.Parsed, source: string, changed: Transcripts): Edit[] {
  const expect: unknown = document.get('expect', true)
  const there = pairs(expect)
  const isBlock = isMap(expect) && expect.flow !== true && there.length > 0
  if (!isBlock) {
    const former: Record<string, WrittenTranscript> = isMap(expect) ? expect.toJSON() : {}
    return [wholeExpect(document, source, new Map([...Object.entries(former), ...changed]))]
  }
  const [first] = there
  const start = first ? startOf(first) : 0
  const columns = start - (source.lastIndexOf('\n', start - 1) + 1)
  const last = there.at(-1)
  const end = last ? endOf(last, source) : source.length
  return [...changed].map(([program, transcript]) => {
    const text = indented(write({ [program]: transcript }), columns)
    const pair = there.find((one) => keyOf(one) === program)
    if (!pair) return { from: end, to: end, text: source[end - 1] === '\n' ? text : `\n${text}` }
    const said = text.slice(columns).replace('\n', `${commentOf(pair, source)}\n`)
    return { from: startOf(pair), to: endOf(pair, source), text: said }
  })
}

/** `source` with the transcripts in it: comments, order and form of everything else stay as they are. */
export function rewrite(source: string, changed: Transcripts): string {
  if (changed.size === 0) return source
  const document = parseDocument(source)
  return edits(document, source, changed)
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), source)
}
