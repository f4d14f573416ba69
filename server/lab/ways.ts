/** The server's own connections to a lab's Redis: streams whose bytes go over the lab's channel. */
import { Duplex } from 'node:stream'
import type { Channel } from './channel.ts'
import { FrameError } from './frames.ts'

/** Bytes in one frame. */
const PIECE = 64 * 1024
/** How far Redis may be ahead of whoever reads one. */
const MOST_UNREAD = 8 * 1024 * 1024

type Done = (error?: Error | null) => void

export class Ways {
  readonly #channel: Channel
  readonly #open = new Map<number, Way>()
  #last = 0
  #lost = false

  constructor(channel: Channel) {
    this.#channel = channel
  }

  open(): Duplex {
    this.#last += 1
    const number = this.#last
    const way = new Way(number, this.#channel, () => this.#open.delete(number))
    if (this.#lost) return way.destroy()
    this.#open.set(number, way)
    this.#channel.send({ op: 'connect', way: number })
    return way
  }

  /** Throws a FrameError when there never was such a way; what comes for one that we left is dropped. */
  bytes(number: number, bytes: Buffer): void {
    this.#known(number)?.receive(bytes)
  }

  /** Redis has closed it, or refused it. */
  ended(number: number): void {
    this.#known(number)?.finish()
  }

  /** The lab is gone. */
  lost(): void {
    this.#lost = true
    for (const way of this.#open.values()) way.destroy()
  }

  #known(number: number): Way | undefined {
    if (number < 1 || number > this.#last) throw new FrameError('bytes of no way')
    return this.#open.get(number)
  }
}

class Way extends Duplex {
  readonly #number: number
  readonly #channel: Channel
  readonly #over: () => void
  /** The lab's side is closed: it wants to hear no more of it. */
  #finished = false

  constructor(number: number, channel: Channel, over: () => void) {
    super({ allowHalfOpen: false })
    this.#number = number
    this.#channel = channel
    this.#over = over
  }

  receive(bytes: Buffer): void {
    if (this.readableLength > MOST_UNREAD) this.destroy()
    else this.push(bytes)
  }

  finish(): void {
    this.#finished = true
    this.push(null)
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    for (let start = 0; start < chunk.length && !this.#finished; start += PIECE) {
      this.#channel.sendOnWay(this.#number, chunk.subarray(start, start + PIECE))
    }
    done()
  }

  override _final(done: Done): void {
    if (!this.#finished) this.#channel.sendOnWay(this.#number, Buffer.alloc(0))
    done()
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#over()
    if (!this.#finished) this.#channel.send({ op: 'hangup', way: this.#number })
    done(error)
  }
}
