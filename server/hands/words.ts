/** The words of a line and their escapes, as redis-cli reads and writes them. Pure. */

const BACKSLASH = 0x5c
const QUOTE = 0x22
const APOSTROPHE = 0x27

/** Meaning of the letter after a backslash, both ways. */
const ESCAPES: readonly (readonly [letter: string, byte: number])[] = [
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['b', 0x08],
  ['a', 0x07],
]
const BYTE_OF = new Map(ESCAPES.map(([letter, byte]) => [letter.charCodeAt(0), byte]))
const LETTER_OF = new Map(ESCAPES.map(([letter, byte]) => [byte, letter]))

/**
 * Blanks part words; `"..."` knows \n \r \t \b \a \xHH, `'...'` only \'. Undefined when a quote is not closed, or
 * something follows it at once: redis-cli says `Invalid argument(s)` then.
 */
export function wordsOf(line: string): Buffer[] | undefined {
  const reader = new Reader(Buffer.from(line))
  const words: Buffer[] = []
  while (reader.toNextWord()) {
    const word = reader.word()
    if (word === undefined) return undefined
    words.push(word)
  }
  return words
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** False at the end of the line. */
  toNextWord(): boolean {
    while (isBlank(this.#bytes[this.#at])) this.#at += 1
    return this.#at < this.#bytes.length
  }

  /** Undefined when its quotes are out of balance. */
  word(): Buffer | undefined {
    const word: number[] = []
    for (;;) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined || isBlank(byte)) return Buffer.from(word)
      this.#at += 1
      if (byte !== QUOTE && byte !== APOSTROPHE) word.push(byte)
      // What is quoted ends the word.
      else return this.#quoted(byte, word) ? Buffer.from(word) : undefined
    }
  }

  #quoted(mark: number, word: number[]): boolean {
    for (;;) {
      const byte = this.#bytes[this.#at]
      this.#at += 1
      if (byte === undefined) return false
      if (byte === mark) {
        const after = this.#bytes[this.#at]
        return after === undefined || isBlank(after)
      }
      word.push(byte === BACKSLASH ? this.#escaped(mark) : byte)
    }
  }

  /** What a backslash and what follows it stand for. */
  #escaped(mark: number): number {
    const next = this.#bytes[this.#at]
    if (mark === APOSTROPHE) {
      if (next !== APOSTROPHE) return BACKSLASH
      this.#at += 1
      return APOSTROPHE
    }
    if (next === undefined) return BACKSLASH
    const hex = /^x([0-9a-f]{2})/i.exec(this.#bytes.toString('latin1', this.#at, this.#at + 3))
    this.#at += hex === null ? 1 : 3
    return hex === null ? (BYTE_OF.get(next) ?? next) : Number.parseInt(hex[1] ?? '', 16)
  }
}

/** As C's isspace. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)
}

/** `"..."` with every byte that is no printable ASCII escaped. */
export function quoted(bytes: Buffer): string {
  let text = ''
  for (const byte of bytes) {
    if (byte === QUOTE || byte === BACKSLASH) text += `\\${String.fromCharCode(byte)}`
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte)
    else text += `\\${LETTER_OF.get(byte) ?? `x${byte.toString(16).padStart(2, '0')}`}`
  }
  return `"${text}"`
}
