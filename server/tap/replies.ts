/** Decodes what Redis sends, RESP2 and RESP3. Incremental, bounded in depth and memory, pure; never recursive. */
import type { ReplyKind } from '../protocol/index.ts'
import type { Piece } from './piece.ts'
import { lengthIn, NotUnderstood, Reader, type Grammar } from './reader.ts'

export interface Value extends Piece {
  readonly kind: ReplyKind | 'push'
  /** Of an array, set, map or push: the first few of what is in it, and how many there are. */
  readonly items: readonly Value[]
  readonly length: number
}

export interface Replies {
  /** A reply, or a push. Pushes come also while a reply is half read. */
  value(value: Value): void
  /**
   * One element of an array that is being read at the top: told before the array itself. False: it stands in the
   * array and does not count, as what EXEC's commands send beside their replies.
   */
  item(item: Value): boolean
}

/** Elements that are kept of an aggregate: a pmessage has four. */
const KEPT_ITEMS = 4
/** Replies of Redis' own are less than ten deep; scripts can build others. */
const DEEPEST = 1_024
const LONGEST = 512 * 1024 * 1024

/** An aggregate that is being read. `kind` undefined: attributes, which belong to the value after them. */
interface Frame {
  readonly kind: 'array' | 'set' | 'map' | 'push' | undefined
  readonly length: number
  left: number
  readonly items: Value[] | undefined
  /** The strings in it are hashed: it tells of a message. */
  hashed: boolean
}

const NONE: readonly Value[] = []
export const MESSAGES: ReadonlySet<string> = new Set(['message', 'pmessage', 'smessage'])
export const CONFIRMATIONS: ReadonlySet<string> = new Set(
  ['subscribe', 'psubscribe', 'ssubscribe'].flatMap((word) => [word, word.replace('sub', 'unsub')]),
)
const AGGREGATES = { '*': 'array', '~': 'set', '%': 'map', '>': 'push', '|': undefined } as const

export class ReplyDecoder implements Grammar {
  readonly #reader = new Reader(this)
  readonly #sink: Replies
  readonly #stack: Frame[] = []
  #bulk: '$' | '!' | '=' = '$'

  constructor(sink: Replies) {
    this.#sink = sink
  }

  /** True when what was read last stops in the middle of a reply. */
  get midway(): boolean {
    return this.#stack.length > 0 || this.#reader.midway
  }

  /** Throws NotUnderstood; then it must not be called again. */
  push(bytes: Buffer): void {
    this.#reader.push(bytes)
  }

  line(line: Piece): void {
    if (!endsWell(line)) throw new NotUnderstood('a line without its end')
    const type = line.head[0]
    switch (type) {
      case '$':
      case '!':
      case '=':
        return this.#string(type, lengthIn(line))
      case '*':
      case '~':
      case '%':
      case '>':
      case '|':
        return this.#aggregate(type, lengthIn(line))
      default: {
        const kind = SCALARS[type ?? '']
        if (kind === undefined) throw new NotUnderstood('no type of RESP')
        this.#done(scalar(kind, inner(line)))
      }
    }
  }

  bulk(bulk: Piece): void {
    if (this.#bulk === '$') return this.#done(scalar('string', bulk))
    if (this.#bulk === '!') return this.#done(scalar('error', bulk))
    // `txt:` stands before it.
    this.#done(scalar('string', { head: bulk.head.slice(4), size: Math.max(0, bulk.size - 4) }))
  }

  #string(type: '$' | '!' | '=', size: number): void {
    if (size === -1) return this.#done(NIL)
    if (size < 0 || size > LONGEST) throw new NotUnderstood('a string of impossible length')
    this.#bulk = type
    this.#reader.expect(size, this.#stack.at(-1)?.hashed === true)
  }

  #aggregate(type: keyof typeof AGGREGATES, count: number): void {
    if (count === -1 && type === '*') return this.#done(NIL)
    if (count < 0) throw new NotUnderstood('an array of impossible length')
    if (this.#stack.length >= DEEPEST) throw new NotUnderstood('arrays in arrays without end')
    const kind = AGGREGATES[type]
    const left = type === '%' || type === '|' ? count * 2 : count
    const keeps = kind === 'push' || this.#stack.length <= 1
    const frame: Frame = {
      kind,
      length: count,
      left,
      items: keeps ? [] : undefined,
      hashed: false,
    }
    if (left > 0) this.#stack.push(frame)
    else if (kind !== undefined) this.#done(valueOf(frame, kind))
  }

  #done(first: Value): void {
    let value = first
    for (;;) {
      const frame = this.#stack.at(-1)
      if (frame === undefined) return this.#sink.value(value)
      // Redis 7.0 sends a connection its own messages amid the reply that it writes.
      if (value.kind === 'push' && !isConfirmation(value)) return this.#sink.value(value)
      const top = this.#stack.length === 1 && frame.kind === 'array'
      if (top && !this.#sink.item(value)) return
      this.#keep(frame, value)
      frame.left -= 1
      if (frame.left > 0) return
      this.#stack.pop()
      if (frame.kind === undefined) return
      value = valueOf(frame, frame.kind)
    }
  }

  #keep(frame: Frame, value: Value): void {
    if (frame.items === undefined || frame.items.length >= KEPT_ITEMS) return
    if (frame.items.length === 0) frame.hashed = value.kind === 'string' && MESSAGES.has(value.head)
    frame.items.push(value)
  }
}

/** Of an integer of Redis; undefined for one that no count can be. */
export function countIn({ kind, head }: Value): number | undefined {
  const count = Number(head)
  return kind === 'integer' && Number.isSafeInteger(count) ? count : undefined
}

const SCALARS: Readonly<Record<string, ReplyKind>> = {
  '+': 'status',
  '-': 'error',
  ':': 'integer',
  ',': 'double',
  '#': 'boolean',
  '(': 'big number',
  _: 'nil',
}

function isConfirmation({ items }: Value): boolean {
  return CONFIRMATIONS.has(items[0]?.head ?? '')
}

function scalar(kind: ReplyKind, piece: Piece): Value {
  return { kind, ...piece, items: NONE, length: 0 }
}

const NIL = scalar('nil', { head: '', size: 0 })

function valueOf(frame: Frame, kind: Exclude<Frame['kind'], undefined>): Value {
  return { kind, head: '', size: 0, items: frame.items ?? NONE, length: frame.length }
}

/** Of a long line the end is not kept. */
function endsWell({ head, size }: Piece): boolean {
  return head.length < size || head.endsWith('\r')
}

/** Without its type and its carriage return. */
function inner({ head, size }: Piece): Piece {
  return { head: head.slice(1, Math.max(1, size - 1)), size: Math.max(0, size - 2) }
}
