/** One socket to a template or a supervisor: frames in, frames out, and one way to break. */
import type { Socket } from 'node:net'
import {
  FrameError,
  FrameReader,
  inputFrame,
  messageFrame,
  wayFrame,
  type Frame,
} from './frames.ts'

/** A supervisor that leaves this much unread does not live up to its part. */
const MAX_UNREAD = 32 * 1024 * 1024

export interface ChannelEvents {
  /** In order. A FrameError thrown here breaks the channel like a bad frame. */
  frame(frame: Frame): void
  /** Once, last: the other side closed (`say` absent), or is not to be trusted further. */
  end(say?: string): void
}

export class Channel {
  readonly #socket: Socket
  readonly #reader = new FrameReader()
  #events: ChannelEvents | undefined

  constructor(socket: Socket, events: ChannelEvents) {
    this.#socket = socket
    this.#events = events
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk)
    })
    socket.on('close', () => {
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
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
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

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) this.#events?.frame(frame)
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      this.#break(error.message)
    }
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
