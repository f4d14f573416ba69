/** Frames of the wire between server and lab: bounded, incremental, indifferent to how bytes are cut. */

/** Largest length field: kind byte and payload. */
export const MAX_LENGTH = 1_048_576

/** Bytes of traffic that are given at once. */
const PIECE = 8 * 1024

/** Microseconds of CLOCK_MONOTONIC become the milliseconds of `performance`-like clocks. */
const MS = 1000

export type Frame =
  | { readonly kind: 'message'; readonly json: unknown }
  | {
      readonly kind: 'output'
      readonly stream: 'out' | 'err'
      readonly run: number
      /** Milliseconds of CLOCK_MONOTONIC. */
      readonly at: number
      readonly bytes: Buffer
    }
  | {
      readonly kind: 'traffic'
      readonly from: 'program' | 'redis'
      readonly connection: number
      /** Milliseconds of CLOCK_MONOTONIC. */
      readonly at: number
      readonly bytes: Buffer
    }
  | { readonly kind: 'file'; readonly id: number; readonly bytes: Buffer }
  | { readonly kind: 'way'; readonly way: number; readonly bytes: Buffer }
  | { readonly kind: 'page'; readonly visit: number; readonly bytes: Buffer }

/** What was received is no frame of ours: whoever sent it is not to be trusted further. */
export class FrameError extends Error {}

/** Encodes `{op: ...}` for either direction. Throws a FrameError when it is larger than a frame may be. */
export function messageFrame(message: object): Buffer {
  const json = Buffer.from(JSON.stringify(message))
  return withHead('J', json.length, (frame, start) => {
    json.copy(frame, start)
  })
}

/** Bytes for a run's stdin; none = end of input. */
export function inputFrame(run: number, bytes: Buffer): Buffer {
  return numberedFrame('I', run, bytes)
}

/** Bytes for Redis on one of our own connections; none = we write no more. */
export function wayFrame(way: number, bytes: Buffer): Buffer {
  return numberedFrame('D', way, bytes)
}

function numberedFrame(kind: string, number: number, bytes: Buffer): Buffer {
  return withHead(kind, 4 + bytes.length, (frame, start) => {
    frame.writeUInt32BE(number, start)
    bytes.copy(frame, start + 4)
  })
}

function withHead(
  kind: string,
  length: number,
  fill: (frame: Buffer, start: number) => void,
): Buffer {
  if (length + 1 > MAX_LENGTH) throw new FrameError(`a frame of ${length} bytes is too large`)
  const frame = Buffer.allocUnsafe(5 + length)
  frame.writeUInt32BE(length + 1, 0)
  frame.write(kind, 4, 'latin1')
  fill(frame, 5)
  return frame
}

/** Cuts a stream of bytes into frames. Holds at most one frame and the chunk that ended it. */
export class FrameReader {
  #held: Buffer[] = []
  #size = 0
  /** Bytes needed before the next frame can be cut. */
  #need = 4

  /** Bytes of the frame that was given last. */
  get length(): number {
    return this.#need
  }

  /**
   * The frames that are whole now, one by one: those before anything that is not ours, which throws a
   * FrameError, are given first, wherever the stream was cut. To be walked to its end.
   */
  push(chunk: Buffer): Iterable<Frame> {
    return this.#cut(chunk)
  }

  *#cut(chunk: Buffer): Generator<Frame, void> {
    this.#held.push(chunk)
    this.#size += chunk.length
    if (this.#size < this.#need) return
    let rest = this.#held.length === 1 ? chunk : Buffer.concat(this.#held, this.#size)
    for (;;) {
      if (rest.length < 4) {
        this.#need = 4
        break
      }
      const length = rest.readUInt32BE(0)
      if (length < 1 || length > MAX_LENGTH) throw new FrameError(`length ${length} of a frame`)
      this.#need = 4 + length
      if (rest.length < this.#need) break
      yield* inPieces(decode(rest.subarray(4, this.#need)))
      rest = rest.subarray(this.#need)
    }
    this.#held = rest.length === 0 ? [] : [rest]
    this.#size = rest.length
  }
}

/** Traffic costs most by the byte: of much, whoever hears it can stop between. */
function* inPieces(frame: Frame): Generator<Frame, void> {
  if (frame.kind !== 'traffic' || frame.bytes.length <= PIECE) return yield frame
  for (let from = 0; from < frame.bytes.length; from += PIECE)
    yield { ...frame, bytes: frame.bytes.subarray(from, from + PIECE) }
}

function decode(body: Buffer): Frame {
  const kind = String.fromCharCode(body.readUInt8(0))
  switch (kind) {
    case 'J':
      return { kind: 'message', json: parseJson(body.subarray(1)) }
    case 'O':
    case 'E': {
      const { number: run, at, bytes } = timed(body)
      return { kind: 'output', stream: kind === 'O' ? 'out' : 'err', run, at, bytes }
    }
    case 'P':
    case 'R': {
      const { number: connection, at, bytes } = timed(body)
      return {
        kind: 'traffic',
        from: kind === 'P' ? 'program' : 'redis',
        connection,
        at,
        bytes,
      }
    }
    case 'F': {
      const { number: id, bytes } = numbered(body)
      return { kind: 'file', id, bytes }
    }
    case 'D': {
      const { number: way, bytes } = numbered(body)
      return { kind: 'way', way, bytes }
    }
    case 'V': {
      const { number: visit, bytes } = numbered(body)
      return { kind: 'page', visit, bytes }
    }
    default:
      throw new FrameError(`frame kind ${JSON.stringify(kind)}`)
  }
}

function timed(body: Buffer): { number: number; at: number; bytes: Buffer } {
  if (body.length < 13) throw new FrameError('a frame without its head')
  const micros = body.readUInt32BE(5) * 2 ** 32 + body.readUInt32BE(9)
  return { number: body.readUInt32BE(1), at: micros / MS, bytes: body.subarray(13) }
}

function numbered(body: Buffer): { number: number; bytes: Buffer } {
  if (body.length < 5) throw new FrameError('a frame without its head')
  return { number: body.readUInt32BE(1), bytes: body.subarray(5) }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new FrameError('a message that is no JSON', { cause })
  }
}
