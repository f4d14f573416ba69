/** One socket to a template or a supervisor: frames in, frames out, and one way to break. */
import type { Socket } from 'node:net'
import { monotonicMs } from './clock.ts'
import {
  FrameError,
  FrameReader,
  inputFrame,
  messageFrame,
  wayFrame,
  type Frame,
} from './frames.ts'

/**
 * What is heard of one channel before all others have their turn: bytes. Each frame counts as so many more, since a
 * short one costs more than it is long, and traffic, which is taken apart, so many times.
 */
const TURN = 64 * 1024
const FRAME = 512
const TRAFFIC = 8

/** A supervisor that leaves this much unread does not live up to its part. */
const MAX_UNREAD = 32 * 1024 * 1024

export interface ChannelEvents {
  /** In order. A FrameError thrown here breaks the channel like a bad frame. */
  frame(frame: Frame): void
  /** After some frames: how long it took to hear them, in ms. */
  worked?(ms: number): void
  /** Once, last: the other side closed (`say` absent), or is not to be trusted further. */
  end(say?: string): void
}

export class Channel {
  readonly #socket: Socket
  readonly #reader = new FrameReader()
  #events: ChannelEvents | undefined
  /** What came and was not yet heard. */
  readonly #chunks: Buffer[] = []
  #frames: Iterator<Frame> | undefined
  /** Of this turn. */
  #heard = 0
  #turned: NodeJS.Immediate | undefined
  #paused = false

  constructor(socket: Socket, events: ChannelEvents) {
    this.#socket = socket
    this.#events = events
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      this.#listen()
    })
    socket.on('close', () => {
      // It said all this before.
      this.#hear(Infinity)
      this.#end()
    })
  }

  send(message: object): void {
    this.#write(messageFrame(message))
  }

  sendInput(run: number, bytes: Buffer): void {
    this.#write(inputFrame(run, bytes))
  }

  sendOnWay(way: number, bytes: Buffer): void {
    this.#write(wayFrame(way, bytes))
  }

  /** Stops reading: the supervisor stops reading its programs' pipes in turn. */
  pause(): void {
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    this.#paused = false
    this.#listen()
  }

  close(): void {
    this.#end()
    this.#socket.destroy()
  }

  #write(frame: Buffer): void {
    if (this.#events === undefined || this.#socket.destroyed) return
    this.#socket.write(frame)
    if (this.#socket.writableLength > MAX_UNREAD) this.#break('it does not read what it is sent')
  }

  /** Hears what has come, as much as a turn takes, and reads on when nothing is left. */
  #listen(): void {
    if (this.#paused || this.#turned !== undefined) return
    const from = monotonicMs()
    const all = this.#hear(TURN)
    this.#events?.worked?.(monotonicMs() - from)
    if (all && this.#heard < TURN) {
      if (!this.#paused && this.#socket.isPaused()) this.#socket.resume()
      return
    }
    this.#socket.pause()
    this.#turned = setImmediate(() => {
      this.#turned = undefined
      this.#heard = 0
      this.#listen()
    })
  }

  /** False: there is more than `most` in this turn. */
  #hear(most: number): boolean {
    try {
      while (this.#events !== undefined) {
        if (this.#heard >= most) return false
        const next = this.#frames?.next()
        if (next !== undefined && next.done !== true) {
          this.#events.frame(next.value)
          this.#heard += this.#weigh(next.value)
          continue
        }
        const chunk = this.#chunks.shift()
        this.#frames = chunk && this.#reader.push(chunk)[Symbol.iterator]()
        if (chunk === undefined) break
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      this.#break(error.message)
    }
    return true
  }

  #weigh(frame: Frame): number {
    return FRAME + (frame.kind === 'traffic' ? TRAFFIC * frame.bytes.length : this.#reader.length)
  }

  #break(say: string): void {
    this.#end(say)
    this.#socket.destroy()
  }

  #end(say?: string): void {
    const events = this.#events
    this.#events = undefined
    events?.end(say)
  }
}
