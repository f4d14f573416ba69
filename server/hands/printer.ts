/** Prints a reply as redis-cli does on a terminal, token by token; what is too long is counted and not kept. Pure. */
import type { Token } from './decoder.ts'
import { quoted } from './words.ts'

/** Lines and characters shown of one reply. */
export const SHOWN = { lines: 1_000, characters: 64_000 }
/** Replies nested deeper than this are none of Redis. */
const DEEPEST = 128

/** One reply in words. `leftOut`: so many lines more there were. */
export interface Printed {
  readonly text: string
  readonly leftOut: number
  readonly type: Token['type']
}

type Many = Extract<Token, { count: number }>

/** A reply of many, being printed. */
interface Level {
  readonly type: Many['type']
  readonly total: number
  /** Stands before each of its lines but the first. */
  readonly prefix: string
  readonly width: number
  /** Where a line would begin if what stands in it took several: see `Printer.#foldsAt`. */
  readonly folds: readonly Fold[]
  done: number
}

/** A value in a map begins here, and this would stand before it. */
interface Fold {
  readonly at: number
  readonly prefix: string
}

const MARK = { array: ')', push: ')', set: '~', map: '#' }
const EMPTY = {
  array: '(empty array)',
  push: '(empty push)',
  set: '(empty set)',
  map: '(empty hash)',
}

export class Printer {
  readonly #raw: boolean
  readonly #sheet = new Sheet()
  readonly #levels: Level[] = []
  #type: Token['type'] | undefined

  /** `raw`: strings as they are, as for INFO. */
  constructor(raw: boolean) {
    this.#raw = raw
  }

  /** Takes the next token; the reply, when it is whole. Throws a RangeError when it is nested beyond reason. */
  take(token: Token): Printed | undefined {
    this.#type ??= token.type
    this.#before()
    if ('count' in token && token.count > 0) {
      this.#open(token)
      return undefined
    }
    this.#sheet.write(this.#raw ? rawWords(token) : words(token))
    this.#after()
    if (this.#levels.length > 0) return undefined
    if (!this.#raw || token.type === 'error') this.#sheet.write('\n')
    return { ...this.#sheet.done(), type: this.#type }
  }

  #open({ type, count }: Many): void {
    if (this.#levels.length >= DEEPEST) throw new RangeError('a reply that is nested too deep')
    const above = this.#levels.at(-1)
    const prefix = above === undefined ? '' : above.prefix + ' '.repeat(above.width + 2)
    const folds = this.#raw ? [] : this.#foldsAt(above, prefix)
    if (count > 1) for (const fold of folds.toReversed()) this.#sheet.fold(fold)
    const total = type === 'map' ? count * 2 : count
    const width = `${count}`.length
    this.#levels.push({ type, total, prefix, width, folds: count > 1 ? [] : folds, done: 0 })
  }

  /** The value in a map stands below its key when there are several in it, or in the only one that is in it. */
  #foldsAt(above: Level | undefined, prefix: string): readonly Fold[] {
    if (above === undefined) return []
    const { type, done, folds } = above
    if (type !== 'map') return folds
    return done % 2 === 1 ? [...folds, { at: this.#sheet.length, prefix }] : []
  }

  /** What stands between the last element and this one. */
  #before(): void {
    const level = this.#levels.at(-1)
    if (level === undefined) return
    const { type, done, width, prefix } = level
    if (this.#raw) this.#sheet.write(done === 0 ? '' : '\n')
    else if (type === 'map' && done % 2 === 1) this.#sheet.write(' => ')
    else {
      const index = type === 'map' ? done / 2 : done
      const number = `${index + 1}`.padStart(width)
      this.#sheet.write(`${done === 0 ? '' : `\n${prefix}`}${number}${MARK[type]} `)
    }
  }

  /** One is done, and with the last of many those are. */
  #after(): void {
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      level.done += 1
      if (level.done < level.total) return
      this.#levels.pop()
    }
  }
}

function words(token: Token): string {
  switch (token.type) {
    case 'error':
      return `(error) ${token.text}`
    case 'integer':
      return `(integer) ${token.text}`
    case 'double':
      return `(double) ${token.text}`
    case 'string':
      return quoted(token.bytes) + rest(token)
    case 'nil':
      return '(nil)'
    case 'boolean':
      return token.value ? '(true)' : '(false)'
    case 'array':
    case 'map':
    case 'set':
    case 'push':
      return EMPTY[token.type]
    default:
      return rawWords(token)
  }
}

function rawWords(token: Token): string {
  switch (token.type) {
    case 'string':
    case 'verbatim':
      return token.bytes.toString() + rest(token)
    case 'boolean':
      return token.value ? '(true)' : '(false)'
    case 'nil':
    case 'array':
    case 'map':
    case 'set':
    case 'push':
      return ''
    default:
      return token.text
  }
}

/** What is not shown of a long string. */
function rest({ bytes, size }: { bytes: Buffer; size: number }): string {
  const more = size - bytes.length
  return more === 0 ? '' : `... and ${more.toLocaleString('en')} bytes more`
}

/** What is printed up to its bounds; after them lines are only counted. */
class Sheet {
  #text = ''
  #lines = 0
  #leftOut = 0

  get length(): number {
    return this.#text.length
  }

  /** Begins a line where what stands behind it began. */
  fold({ at, prefix }: Fold): void {
    const behind = this.#text.slice(at)
    this.#text = this.#text.slice(0, at)
    this.#lines -= linesIn(behind)
    this.write(`\n${prefix}${behind}`)
  }

  write(text: string): void {
    const full = this.#lines >= SHOWN.lines || this.#text.length >= SHOWN.characters
    const lines = linesIn(text)
    if (full) this.#leftOut += lines
    else {
      this.#text += text
      this.#lines += lines
      // The line that has just begun is the first of those left out.
      if (this.#lines >= SHOWN.lines)
        this.#text = this.#text.slice(0, this.#text.lastIndexOf('\n') + 1)
    }
  }

  done(): { text: string; leftOut: number } {
    const whole = this.#text.endsWith('\n') || this.#leftOut === 0
    return { text: whole ? this.#text : `${this.#text}\n`, leftOut: this.#leftOut }
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}
