/** Tells when a WebSocket is dead, by pings, and when one is only there to be answered. */
import type { WebSocket, WebSocketServer } from 'ws'
import { SOCKET, type OnLimit } from './limits.ts'

/** A connection that answered no ping in between two beats is dead. */
export const PING_MS = 12_000
/** As many beats for one that reads slowly. */
const SLOW_BEATS = 4
/** A beat that comes later than this, ms, was held up with the whole process or machine: it judges nobody by what could not be read. */
const LATE_MS = 1_000

interface Pulse {
  /** Pings of ours without an answer. */
  unanswered: number
  /** Pings and pongs of theirs since the last beat. */
  controls: number
}

/** The pulses of all sockets; idle when nobody is here. */
export class Beat {
  readonly #sockets: Pick<WebSocketServer, 'clients'>
  readonly #onLimit: OnLimit
  readonly #pingMs: number
  readonly #pulses = new WeakMap<WebSocket, Pulse>()
  readonly #timer: NodeJS.Timeout
  #last = performance.now()

  constructor(sockets: Pick<WebSocketServer, 'clients'>, pingMs: number, onLimit: OnLimit) {
    this.#sockets = sockets
    this.#onLimit = onLimit
    this.#pingMs = pingMs
    this.#timer = setInterval(() => this.#beat(), pingMs)
    this.#timer.unref()
  }

  /** From now on this one is pinged, and its own pings answered while it reads. */
  follow(socket: WebSocket): void {
    const pulse = { unanswered: 0, controls: 0 }
    this.#pulses.set(socket, pulse)
    socket.on('pong', () => {
      pulse.unanswered = 0
      this.#count(socket, pulse)
    })
    socket.on('ping', () => {
      if (this.#count(socket, pulse) && socket.bufferedAmount === 0) socket.pong()
    })
  }

  dispose(): void {
    clearInterval(this.#timer)
  }

  #count(socket: WebSocket, pulse: Pulse): boolean {
    pulse.controls += 1
    if (pulse.controls <= SOCKET.controls) return true
    this.#onLimit('controls')
    socket.terminate()
    return false
  }

  #beat(): void {
    const now = performance.now()
    const late = now - this.#last - this.#pingMs
    this.#last = now
    for (const socket of this.#sockets.clients) {
      const pulse = this.#pulses.get(socket)
      if (pulse === undefined) continue
      // A slow reader has not come to the ping yet: it is the outbox that loses patience, with a code.
      const patience = socket.bufferedAmount > 0 ? SLOW_BEATS : 1
      if (late < LATE_MS && pulse.unanswered >= patience) {
        socket.terminate()
        continue
      }
      pulse.controls = 0
      pulse.unanswered += 1
      socket.ping()
    }
  }
}
