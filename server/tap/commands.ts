/** Decodes what a program sends to Redis: arrays of strings, or inline commands. Incremental, bounded, pure. */
import { EMPTY, type Piece } from './piece.ts'
import { splitInline } from './inline.ts'
import { lengthIn, NotUnderstood, Reader, type Grammar } from './reader.ts'

export interface Command {
  /** The first word, in capitals. */
  readonly word: string
  /** The first arguments after it; of those of publish/subscribe the long ones are hashed. */
  readonly args: readonly Piece[]
  /** How many arguments there were. */
  readonly count: number
}

/** Arguments that are kept of a command. */
export const KEPT_ARGS = 8
/** Redis hangs up on longer lines. */
const INLINE_BYTES = 64 * 1024
/** Redis' own bounds: of arguments, and of one of them. */
const MOST_ARGS = 2 ** 31 - 1
const LONGEST_ARG = 512 * 1024 * 1024

const HASHED = new Set(['PUBLISH', 'SPUBLISH'])

export class CommandDecoder implements Grammar {
  readonly #reader = new Reader(this, INLINE_BYTES + 1)
  readonly #tell: (command: Command) => void
  /** Of the command that is being read. */
  #left = 0
  #count = 0
  #word = ''
  #args: Piece[] = []

  constructor(tell: (command: Command) => void) {
    this.#tell = tell
  }

  /** Throws NotUnderstood; then it must not be called again. */
  push(bytes: Buffer): void {
    this.#reader.push(bytes)
  }

  line(line: Piece): void {
    const type = line.head[0]
    if (this.#left > 0) {
      if (type !== '$') throw new NotUnderstood('an argument that is no string')
      const size = lengthIn(line)
      if (size < 0 || size > LONGEST_ARG)
        throw new NotUnderstood('an argument of impossible length')
      this.#reader.expect(size, HASHED.has(this.#word))
    } else if (type === '*') {
      const count = lengthIn(line)
      if (count > MOST_ARGS) throw new NotUnderstood('a command of impossible length')
      // Redis skips empty ones without a word.
      if (count > 0) this.#begin(count)
    } else this.#inline(line)
  }

  bulk(bulk: Piece): void {
    if (this.#left === this.#count) this.#word = wordOf(bulk)
    else if (this.#args.length < KEPT_ARGS) this.#args.push(bulk)
    this.#left -= 1
    if (this.#left > 0) return
    const command = { word: this.#word, args: this.#args, count: this.#count - 1 }
    this.#word = ''
    this.#tell(command)
  }

  #begin(count: number): void {
    this.#left = count
    this.#count = count
    this.#args = []
  }

  #inline(line: Piece): void {
    if (line.size > INLINE_BYTES) throw new NotUnderstood('an inline command of more than 64 kB')
    const words = splitInline(line.head.endsWith('\r') ? line.head.slice(0, -1) : line.head)
    if (words === undefined) throw new NotUnderstood('an inline command with unbalanced quotes')
    const [word, ...args] = words
    if (word === undefined) return
    this.#tell({ word: wordOf(word), args: args.slice(0, KEPT_ARGS), count: args.length })
  }
}

/** No command's name is longer; what is, is shown cut. */
function wordOf({ head }: Piece = EMPTY): string {
  return head.slice(0, 64).toUpperCase()
}
