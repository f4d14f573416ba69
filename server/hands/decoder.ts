/**
 * What Redis sends, RESP2 and RESP3, taken apart token by token as it comes. Nothing is kept but the beginning of
 * the present line or string, so that a reply of any size costs no more than a small one.
 */

/** `size` is the whole length in bytes; `bytes` and `text` may be only the beginning. */
export type Token =
  | {
      readonly type: 'status' | 'error' | 'integer' | 'double' | 'big number'
      readonly text: string
    }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'nil' }
  | { readonly type: 'string' | 'verbatim'; readonly bytes: Buffer; readonly size: number }
  /** So many replies follow; of a map, a key and a value for each. */
  | { readonly type: 'array' | 'map' | 'set' | 'push'; readonly count: number }

/** Thrown for bytes that are no reply; the connection is of no use then. */
export class ReplyError extends Error {}

/** Bytes kept of one line or string. */
export const KEPT = 16_384
/** Far more than Redis sends in one. */
const MOST = 2 ** 32

const LINES: Readonly<Record<string, 'status' | 'error' | 'integer' | 'double' | 'big number'>> = {
  '+': 'status',
  '-': 'error',
  ':': 'integer',
  ',': 'double',
  '(': 'big number',
}
const STRINGS: Readonly<Record<string, 'string' | 'verbatim' | 'error'>> = {
  $: 'string',
  '=': 'verbatim',
  '!': 'error',
}
const MANY: Readonly<Record<string, 'array' | 'map' | 'set' | 'push'>> = {
  '*': 'array',
  '%': 'map',
  '~': 'set',
  '>': 'push',
}

export class Decoder {
  readonly #tell: (token: Token) => void
  #line = new Beginning()
  /** The string that is being read; `left` counts its bytes and the line end after them. */
  #string: { type: 'string' | 'verbatim' | 'error'; left: number; bytes: Beginning } | undefined

  constructor(tell: (token: Token) => void) {
    this.#tell = tell
  }

  /** Throws a ReplyError. */
  write(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length) {
      at = this.#string === undefined ? this.#readLine(bytes, at) : this.#readString(bytes, at)
    }
  }

  #readLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end + 1
    this.#line.add(bytes.subarray(from, to))
    if (end !== -1) {
      const line = this.#line.text().replace(/\r\n$/, '')
      this.#line = new Beginning()
      this.#begin(line.charAt(0), line.slice(1))
    }
    return to
  }

  #begin(mark: string, rest: string): void {
    const [line, string, many] = [LINES[mark], STRINGS[mark], MANY[mark]]
    if (line !== undefined) return this.#tell({ type: line, text: rest })
    if (mark === '_') return this.#tell({ type: 'nil' })
    if (mark === '#') return this.#tell({ type: 'boolean', value: rest === 't' })
    if (string === undefined && many === undefined)
      throw new ReplyError('Redis sent what is no reply.')
    const count = /^-?\d+$/.test(rest) ? Number(rest) : Number.NaN
    if (count === -1) return this.#tell({ type: 'nil' })
    if (!(count >= 0 && count < MOST)) throw new ReplyError('Redis sent a length that is none.')
    if (many !== undefined) return this.#tell({ type: many, count })
    if (string !== undefined)
      this.#string = { type: string, left: count + 2, bytes: new Beginning(count) }
  }

  #readString(bytes: Buffer, from: number): number {
    const string = this.#string
    if (string === undefined) return from
    const to = Math.min(bytes.length, from + string.left)
    string.bytes.add(bytes.subarray(from, to))
    string.left -= to - from
    if (string.left > 0) return to
    this.#string = undefined
    const { type, bytes: beginning } = string
    if (type === 'error') this.#tell({ type, text: beginning.text() })
    else if (type === 'string') this.#tell({ type, bytes: beginning.bytes(), size: beginning.size })
    // `txt:` stands before what is meant.
    else
      this.#tell({
        type,
        bytes: beginning.bytes().subarray(4),
        size: Math.max(0, beginning.size - 4),
      })
    return to
  }
}

/** The first bytes of what is added, and how many there are of `size` at most. */
class Beginning {
  size: number
  readonly #pieces: Buffer[] = []
  #room: number

  constructor(size = Number.POSITIVE_INFINITY) {
    this.size = size
    this.#room = Math.min(size, KEPT)
  }

  add(bytes: Buffer): void {
    if (this.#room === 0) return
    // A copy: the rest of what it was read with need not stay for its sake.
    const piece = Buffer.from(bytes.subarray(0, this.#room))
    this.#room -= piece.length
    this.#pieces.push(piece)
  }

  bytes(): Buffer {
    return Buffer.concat(this.#pieces)
  }

  text(): string {
    return this.bytes().toString()
  }
}
