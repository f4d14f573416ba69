/** WebSockets: who may connect, frames in and out. Sole importer of ws. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { CloseCode, MAX_FRAME } from '../protocol/index.ts'
import type { Registry, Socket } from '../session/index.ts'
import { Beat, PING_MS } from './beat.ts'
import { Crowd } from './crowd.ts'
import type { Edge } from './edge.ts'
import { AT_ONCE, SOCKET } from './limits.ts'
import { Patience } from './patience.ts'
import { placeOf } from './place.ts'

/** How long a browser gets to answer a close when the server stops. */
const CLOSE_MS = 500
/** And at any other time. */
const CLOSING_MS = 2_000

export interface SocketServer {
  /** Takes no more connections; those that are being closed get a moment to end by themselves. */
  dispose(): Promise<void>
}

/** Told of each message: its bytes, and for one of ours how long it took to leave, in ms. */
export type OnFrame = (direction: 'in' | 'out', bytes: number, ms?: number) => void

export interface SocketOptions {
  /** ms between pings. */
  readonly pingMs?: number
  readonly edge: Edge
  readonly onFrame?: OnFrame
}

/** Takes WebSocket upgrades at `/ws` of `server`. */
export function socketServer(
  server: Server,
  registry: Registry,
  { pingMs = PING_MS, edge, onFrame = () => undefined }: SocketOptions,
): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    maxFragments: SOCKET.fragments,
    maxBufferedChunks: SOCKET.pieces,
    perMessageDeflate: false,
    // Who sends pings and reads nothing would pile up our answers.
    autoPong: false,
  })
  const beat = new Beat(sockets, pingMs, edge.onLimit)
  const door = new Door(registry, edge, onFrame)
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    duplex.on('error', () => duplex.destroy())
    void door.refuses(request).then((refusal) => {
      if (refusal !== undefined) return reject(duplex, refusal)
      sockets.handleUpgrade(request, duplex, head, (socket) => {
        beat.follow(socket)
        door.accept(socket, request)
      })
    })
  }
  server.on('upgrade', upgrade)
  return {
    async dispose() {
      // From here on an upgrade is answered like any request, and refused by the closing server.
      server.off('upgrade', upgrade)
      beat.dispose()
      await gone(sockets)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/** Resolves when every socket is closed, or after a moment: one that is stuck does not hold the server up. */
function gone(sockets: WebSocketServer): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, CLOSE_MS)
    const look = (): void => {
      if ([...sockets.clients].some(({ readyState }) => readyState !== WebSocket.CLOSED)) return
      clearTimeout(timer)
      resolve()
    }
    for (const socket of sockets.clients) socket.once('close', look)
    look()
  })
}

function reject(duplex: Duplex, status: number): void {
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  duplex.end(answer, () => duplex.destroy())
}

/** Lets sockets in, and counts them. */
class Door {
  readonly #registry: Registry
  readonly #edge: Edge
  readonly #onFrame: OnFrame
  readonly #places = new Crowd(AT_ONCE.sockets)
  readonly #tabs = new Crowd(AT_ONCE.tabs)
  readonly #patience = new Patience()

  constructor(registry: Registry, edge: Edge, onFrame: OnFrame) {
    this.#registry = registry
    this.#edge = edge
    this.#onFrame = onFrame
  }

  /** HTTP status for what may not even become a WebSocket. */
  async refuses(request: IncomingMessage): Promise<number | undefined> {
    if (request.url?.split('?')[0] !== '/ws') return 404
    if (!this.#edge.names.admits(request)) return 403
    const wait = await this.#edge.rates.take('sockets', this.#place(request))
    return wait === undefined ? undefined : 429
  }

  accept(socket: WebSocket, request: IncomingMessage): void {
    // Errors of a socket (an oversized frame, a reset) end in its `close` event, which is handled.
    socket.on('error', () => undefined)
    const learner = this.#edge.cookies.learnerOf(request)
    if (learner === undefined || this.#edge.code?.admits(request) === false)
      return socket.close(CloseCode.noIdentity, 'Reload the page.')
    const place = this.#place(request)
    const leavePlace = this.#enter(socket, place)
    if (leavePlace === undefined) return
    const leaveTabs = this.#tabs.enter(learner)
    if (leaveTabs === undefined) {
      leavePlace()
      this.#edge.onLimit('tabs')
      return socket.close(CloseCode.abuse, 'Too many tabs.')
    }
    const connection = this.#registry.connect(this.#adapt(socket), learner, place)
    const seat = this.#patience.enter(place, socket)
    socket.on('message', (data: RawData, binary: boolean) => {
      const began = performance.now()
      const message = text(data)
      this.#onFrame('in', message.length)
      if (binary) connection.receiveBinary()
      else connection.receive(message)
      seat.spend(performance.now() - began)
    })
    socket.on('close', () => {
      seat.leave()
      leaveTabs()
      leavePlace()
      this.#registry.disconnect(connection)
    })
  }

  #enter(socket: WebSocket, place: string): (() => void) | undefined {
    const leave = this.#places.enter(place)
    if (leave !== undefined) return leave
    this.#edge.onLimit('crowd')
    close(socket, CloseCode.crowded, 'Too many connections come from your network.')
    return undefined
  }

  #place(request: IncomingMessage): string {
    return placeOf(this.#edge.proxies.addressOf(request))
  }

  #adapt(socket: WebSocket): Socket {
    return {
      send: (message, sent) => {
        const began = performance.now()
        socket.send(message, () => {
          this.#onFrame('out', message.length, performance.now() - began)
          sent()
        })
      },
      get buffered() {
        return socket.bufferedAmount
      },
      close: (code, reason) => close(socket, code, reason),
    }
  }
}

/** A peer that does not answer the close must not keep the socket. */
function close(socket: WebSocket, code: CloseCode, reason: string): void {
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), CLOSING_MS).unref()
}

function text(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString()
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString()
}
