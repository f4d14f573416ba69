/** One run's output on its way into the log: decoded, gathered per batch, its middle left out when long. */
import type { Chunk, Stream } from '../protocol/index.ts'
import type { EventLog } from './log.ts'

/** Bytes kept from the start and from the end of a run's output. */
export const HEAD_BYTES = 512_000
export const TAIL_BYTES = 512_000
/** Largest output event, bytes of output: what leaves the middle leaves in such pieces. */
const EVENT_BYTES = 64_000
/** Pieces read within this many ms join one chunk, so that a flood is not a million time stamps. */
const JOIN_MS = 1

interface Piece {
  readonly seq: number
  readonly bytes: number
  readonly lines: number
}

export class RunOutput {
  readonly #run: number
  readonly #log: EventLog
  readonly #decoders: Record<Stream, TextDecoder> = { out: decoder(), err: decoder() }
  #pending: { at: number; stream: Stream; text: string }[] = []
  #pendingBytes = 0
  #pendingLines = 0
  #head = 0
  #marker: number | undefined
  #tail: Piece[] = []
  #tailBytes = 0
  #left = { bytes: 0, lines: 0 }
  #told = { bytes: 0, seq: 0 }

  constructor(run: number, log: EventLog) {
    this.#run = run
    this.#log = log
  }

  /** Takes bytes of one stream, read at `at` (session clock); returns their text as far as it is whole. */
  take(at: number, stream: Stream, bytes: Buffer): string {
    const text = this.#decoders[stream].decode(bytes, { stream: true })
    this.#gather(at, stream, text)
    this.#pendingBytes += bytes.length
    this.#pendingLines += newlines(text)
    if (this.#pendingBytes >= EVENT_BYTES) this.#append(at)
    return text
  }

  /** Puts all that was gathered into the log, and how much was left out since it was last told. */
  flush(at: number): void {
    if (this.#pending.length > 0) this.#append(at)
    if (this.#left.bytes > this.#told.bytes) this.#tell(at)
  }

  /** The streams are at their ends: bytes of a broken character become U+FFFD. */
  finish(at: number): void {
    for (const stream of ['out', 'err'] as const)
      this.#gather(at, stream, this.#decoders[stream].decode())
    this.flush(at)
  }

  #gather(at: number, stream: Stream, text: string): void {
    if (text === '') return
    const last = this.#pending.at(-1)
    if (last !== undefined && last.stream === stream && at - last.at < JOIN_MS) last.text += text
    else this.#pending.push({ at, stream, text })
  }

  #append(at: number): void {
    const chunks: Chunk[] = this.#pending
    const piece = { bytes: this.#pendingBytes, lines: this.#pendingLines }
    this.#pending = []
    this.#pendingBytes = 0
    this.#pendingLines = 0
    if (chunks.length === 0) return
    const seq = this.#log.append({ type: 'output', run: this.#run, chunks }, at)
    if (this.#marker === undefined) this.#keepHead(piece.bytes, at)
    else this.#keepTail({ seq, ...piece })
  }

  /** The first `left-out` event stands where the middle was cut, so that a replay knows the place. */
  #keepHead(bytes: number, at: number): void {
    this.#head += bytes
    if (this.#head < HEAD_BYTES) return
    this.#marker = this.#log.append({ type: 'left-out', run: this.#run, bytes: 0, lines: 0 }, at)
  }

  #keepTail(piece: Piece): void {
    this.#tail.push(piece)
    this.#tailBytes += piece.bytes
    if (this.#tailBytes <= TAIL_BYTES + EVENT_BYTES * 4) return
    const gone = new Set<number>()
    while (this.#tailBytes > TAIL_BYTES) {
      const first = this.#tail.shift()
      if (first === undefined) break
      gone.add(first.seq)
      this.#tailBytes -= first.bytes
      this.#left = {
        bytes: this.#left.bytes + first.bytes,
        lines: this.#left.lines + first.lines,
      }
    }
    this.#log.remove(gone)
  }

  #tell(at: number): void {
    const { seq } = this.#told
    const next = this.#log.append({ type: 'left-out', run: this.#run, ...this.#left }, at)
    this.#told = { bytes: this.#left.bytes, seq: next }
    if (seq > 0) this.#log.remove(new Set([seq]))
  }
}

/** Keeps a byte order mark and replaces what is no UTF-8, as a terminal would. */
function decoder(): TextDecoder {
  return new TextDecoder('utf-8', { ignoreBOM: true })
}

function newlines(text: string): number {
  let count = 0
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++
  return count
}
