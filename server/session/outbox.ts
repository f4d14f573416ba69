/**
 * What one connection is sent: a position in the session's log that moves on while the socket takes.
 * A slow reader costs nothing but that number: what it did not take yet stays in the bounded log.
 */
import { CloseCode, type ServerMessage } from '../protocol/index.ts'
import type { EventLog } from './log.ts'
import type { Time } from './time.ts'

/** One WebSocket, as far as a session needs it. */
export interface Socket {
  /** `sent` is called when the text has left this process (or never will). */
  send(text: string, sent: () => void): void
  /** Bytes taken but not yet handed to the system. */
  readonly buffered: number
  close(code: CloseCode, reason: string): void
}

/** Characters of events per frame. */
const FRAME = 256_000
/** Bytes in the socket above which nothing more is given to it. */
export const HIGH_WATER = 1_000_000
/** A reader that takes nothing for so long is sent away; it may come back and resume. */
export const STALL_MS = 30_000

export class Outbox {
  readonly #socket: Socket
  readonly #log: EventLog
  readonly #time: Time
  #sent: number
  #giveUp: (() => void) | undefined
  #over = false

  /** `after` is the number of the last event that the page has. */
  constructor(given: { socket: Socket; log: EventLog; time: Time; after: number }) {
    this.#socket = given.socket
    this.#log = given.log
    this.#time = given.time
    this.#sent = given.after
  }

  /** An answer, at once; small, so it may pass events that wait. */
  say(message: ServerMessage): void {
    if (!this.#over) this.#socket.send(JSON.stringify(message), () => undefined)
  }

  /** Sends what is new in the log as far as the socket takes it. Called on news and when it drained. */
  pump(): void {
    while (!this.#over && this.#sent < this.#log.last) {
      if (this.#socket.buffered > HIGH_WATER) {
        this.#giveUp ??= this.#time.after(STALL_MS, () => this.#stalled())
        return
      }
      const { json, last } = this.#log.after(this.#sent, FRAME)
      // A gap is told with what stands behind it: a page that comes back names an event that it has.
      if (json.length === 0) return
      const missing = this.#log.missing(this.#sent) - this.#log.missing(last)
      this.#sent = last
      const gap = missing > 0 ? `"missing":${missing},` : ''
      this.#socket.send(`{"type":"events",${gap}"events":[${json.join(',')}]}`, () =>
        this.#drained(),
      )
    }
  }

  #drained(): void {
    this.#giveUp?.()
    this.#giveUp = undefined
    this.pump()
  }

  #stalled(): void {
    this.#socket.close(CloseCode.tooSlow, 'The page did not read for too long.')
    this.dispose()
  }

  dispose(): void {
    this.#over = true
    this.#giveUp?.()
  }
}
