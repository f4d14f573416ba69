/** What one run printed, as lines in pages: the first and the last half are kept, and what is left out is counted. */
import type { Chunk, Stream } from '../../server/protocol/index.ts'

/** Kept of the beginning, and again of the end, in characters. */
export const HALF = 512_000
const PAGE_LINES = 48
/** A line that goes on beyond this is shown as several, so that no page of lines is huge. */
const LONGEST = 8_000

export interface Line {
  /** Counts the lines that came to this page, from 1. */
  n: number
  /** When its first part was read, ms on the lab's clock. */
  at: number
  stream: Stream
  text: string
  /** What the learner typed at the end of this line. */
  typed?: string
}

export interface Gap {
  characters: number
  lines: number
}

export interface Page {
  /** Stays the same while the page is kept. */
  id: number
  lines: readonly Line[]
  size: number
}

export interface Scrollback {
  /** The first half: grows until `HALF`, then never changes. */
  head: readonly Page[]
  headSize: number
  /** The last half: loses its first page when it grows beyond `HALF`. */
  tail: readonly Page[]
  tailSize: number
  /** The first half is full: lines go to the last one. */
  inTail: boolean
  /** Number of the next line. */
  next: number
  nextPage: number
  /** The last line has no newline yet; which stream may go on with it. */
  open: Stream | undefined
  /** What the last half has lost here. */
  dropped: Gap
  /** What the server no longer had, by its own count. */
  leftOut: Gap
}

export const nothingPrinted: Scrollback = {
  head: [],
  headSize: 0,
  tail: [],
  tailSize: 0,
  inTail: false,
  next: 1,
  nextPage: 1,
  open: undefined,
  dropped: { characters: 0, lines: 0 },
  leftOut: { characters: 0, lines: 0 },
}

/** Adds what was printed; lines that are not the last of their page are never touched again. */
export function print(before: Scrollback, chunks: readonly Chunk[]): Scrollback {
  const writer = new Writer(before)
  for (const chunk of chunks) writer.write(chunk)
  return writer.done()
}

/** Shows what the learner typed at the end of the open line, as a terminal does, and closes that line. */
export function echo(before: Scrollback, typed: { at: number; text: string }): Scrollback {
  const writer = new Writer(before)
  writer.type(typed.at, typed.text)
  return writer.done()
}

/** The server's first word of leaving out stands where the cut is; each one counts all that was left out so far. */
export function cut(before: Scrollback, leftOut: Gap): Scrollback {
  return { ...before, open: before.inTail ? before.open : undefined, inTail: true, leftOut }
}

/**
 * What is missing between the halves. A page that was there throughout dropped it itself, one that came later
 * never got it: the server's count and ours tell of the same lines, so the larger one holds.
 */
export function gapOf({ dropped, leftOut }: Scrollback): Gap {
  return leftOut.lines > dropped.lines ? leftOut : dropped
}

export function pagesOf(scrollback: Scrollback): readonly Page[] {
  return scrollback.tail.length === 0 ? scrollback.head : [...scrollback.head, ...scrollback.tail]
}

export function countLines(scrollback: Scrollback): number {
  return scrollback.next - 1
}

/** All that is kept, as plain text. */
export function textOf(scrollback: Scrollback): string {
  return pagesOf(scrollback)
    .flatMap((page) => page.lines)
    .map((line) => line.text + (line.typed ?? ''))
    .join('\n')
}

/** Copies what it changes and nothing else: the arrays of pages, and the last page. */
class Writer {
  readonly #now: Scrollback
  #pages: Page[]
  #lines: Line[] = []
  #page: Page | undefined

  constructor(before: Scrollback) {
    this.#now = { ...before }
    this.#pages = before.inTail ? [...before.tail] : [...before.head]
    this.#takeLast()
  }

  write({ at, stream, text }: Chunk): void {
    let from = 0
    while (from < text.length) {
      const newline = text.indexOf('\n', from)
      const end = Math.min(newline === -1 ? text.length : newline, from + LONGEST)
      this.#add(text.slice(from, end), { at, stream })
      const whole = end === newline
      if (whole) this.#close()
      this.#now.open = whole ? undefined : stream
      from = whole ? end + 1 : end
    }
  }

  type(at: number, text: string): void {
    const last = this.#lines.at(-1)
    if (this.#now.open === undefined || last === undefined) this.#add('', { at, stream: 'out' })
    const line = this.#lines.at(-1)
    if (line !== undefined) this.#replaceLast({ ...line, typed: text.replace(/\n$/, '') })
    this.#now.open = undefined
  }

  done(): Scrollback {
    this.#putLast()
    if (this.#now.inTail) this.#now.tail = this.#pages
    else this.#now.head = this.#pages
    return this.#now
  }

  #add(text: string, { at, stream }: { at: number; stream: Stream }): void {
    const last = this.#lines.at(-1)
    const room = LONGEST - (last?.text.length ?? 0)
    if (this.#now.open === stream && last !== undefined && text.length <= room) {
      this.#replaceLast({ ...last, text: overwrite(last.text + text) })
      this.#grow(text.length)
      return
    }
    if (this.#lines.length >= PAGE_LINES) this.#turn()
    this.#lines.push({ n: this.#now.next, at, stream, text: overwrite(text) })
    this.#now.next += 1
    this.#grow(text.length + 1)
  }

  #close(): void {
    const last = this.#lines.at(-1)
    if (last?.text.endsWith('\r') === true)
      this.#replaceLast({ ...last, text: last.text.slice(0, -1) })
  }

  #replaceLast(line: Line): void {
    this.#lines[this.#lines.length - 1] = line
  }

  #grow(size: number): void {
    if (this.#page !== undefined) this.#page = { ...this.#page, size: this.#page.size + size }
    if (this.#now.inTail) this.#now.tailSize += size
    else this.#now.headSize += size
  }

  #takeLast(): void {
    this.#page = this.#pages.pop() ?? this.#newPage()
    this.#lines = [...this.#page.lines]
  }

  #putLast(): void {
    if (this.#page !== undefined && this.#lines.length > 0)
      this.#pages.push({ ...this.#page, lines: this.#lines })
  }

  #newPage(): Page {
    return { id: this.#now.nextPage++, lines: [], size: 0 }
  }

  #turn(): void {
    this.#putLast()
    if (this.#now.inTail) this.#trim()
    else if (this.#now.headSize >= HALF) {
      this.#now.head = this.#pages
      this.#now.inTail = true
      this.#pages = []
    }
    this.#page = this.#newPage()
    this.#lines = []
  }

  #trim(): void {
    while (this.#now.tailSize > HALF && this.#pages.length > 1) {
      const [dropped] = this.#pages.splice(0, 1)
      if (dropped === undefined) return
      this.#now.tailSize -= dropped.size
      this.#now.dropped = {
        characters: this.#now.dropped.characters + dropped.size,
        lines: this.#now.dropped.lines + dropped.lines.length,
      }
    }
  }
}

/** A carriage return goes back to the start of the line: what comes after it, if anything, stands there. */
function overwrite(text: string): string {
  if (!text.includes('\r')) return text
  const end = text.endsWith('\r') ? '\r' : ''
  const parts = text.split('\r')
  return (parts.findLast((part) => part !== '') ?? '') + end
}
