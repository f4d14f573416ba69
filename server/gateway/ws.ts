/** WebSockets: who may connect, frames in and out, and telling when one is dead. Sole importer of ws. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { CloseCode, MAX_FRAME } from '../protocol/index.ts'
import type { Registry, Socket } from '../session/index.ts'
import { learnerOf } from './cookie.ts'
import type { Edge } from './edge.ts'

/** A connection that answered no ping in between two beats is dead. */
export const PING_MS = 12_000
/** As many beats for one that reads slowly. */
const SLOW_BEATS = 4
/** How long a browser gets to answer a close when the server stops. */
const CLOSE_MS = 500
/** Connections of one learner, tabs included. */
const MAX_TABS = 20

export interface SocketServer {
  /** Takes no more connections; those that are being closed get a moment to end by themselves. */
  dispose(): Promise<void>
}

export interface SocketOptions {
  /** ms between pings. */
  readonly pingMs?: number
  readonly edge: Edge
}

/** Takes WebSocket upgrades at `/ws` of `server`. */
export function socketServer(
  server: Server,
  registry: Registry,
  { pingMs = PING_MS, edge }: SocketOptions,
): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  })
  const tabs = new Map<string, number>()
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const refusal = refuse(request, edge)
    if (refusal !== undefined) return reject(duplex, refusal)
    sockets.handleUpgrade(request, duplex, head, (socket) =>
      accept(socket, request, { registry, tabs }),
    )
  }
  server.on('upgrade', upgrade)
  const stopBeat = beat(sockets, pingMs)
  return {
    async dispose() {
      // From here on an upgrade is answered like any request, and refused by the closing server.
      server.off('upgrade', upgrade)
      stopBeat()
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

/** HTTP status for what may not even become a WebSocket. */
function refuse(request: IncomingMessage, { names }: Edge): number | undefined {
  if (request.url?.split('?')[0] !== '/ws') return 404
  return names.admits(request) ? undefined : 403
}

function reject(duplex: Duplex, status: number): void {
  duplex.on('error', () => duplex.destroy())
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  duplex.end(answer, () => duplex.destroy())
}

interface Accepting {
  readonly registry: Registry
  readonly tabs: Map<string, number>
}

function accept(socket: WebSocket, request: IncomingMessage, { registry, tabs }: Accepting): void {
  // Errors of a socket (an oversized frame, a reset) end in its `close` event, which is handled.
  socket.on('error', () => undefined)
  const learner = learnerOf(request)
  if (learner === undefined) return socket.close(CloseCode.noIdentity, 'Reload the page.')
  const open = tabs.get(learner) ?? 0
  if (open >= MAX_TABS) return socket.close(CloseCode.abuse, 'Too many tabs.')
  tabs.set(learner, open + 1)
  const connection = registry.connect(adapt(socket), learner)
  socket.on('message', (data: RawData, binary: boolean) => {
    if (binary) connection.receiveBinary()
    else connection.receive(text(data))
  })
  socket.on('close', () => {
    const left = (tabs.get(learner) ?? 1) - 1
    if (left > 0) tabs.set(learner, left)
    else tabs.delete(learner)
    registry.disconnect(connection)
  })
}

function text(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString()
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString()
}

function adapt(socket: WebSocket): Socket {
  return {
    send: (message, sent) => socket.send(message, () => sent()),
    get buffered() {
      return socket.bufferedAmount
    },
    close(code, reason) {
      socket.close(code, reason)
      // A peer that does not answer the close must not keep the socket.
      setTimeout(() => socket.terminate(), 2_000).unref()
    },
  }
}

/** Pings all, and ends those that answered nothing since the beat before. Idle when nobody is here. */
function beat(sockets: WebSocketServer, pingMs: number): () => void {
  const unanswered = new WeakMap<WebSocket, number>()
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      const pings = unanswered.get(socket) ?? 0
      // A slow reader has not come to the ping yet: it is the outbox that loses patience, with a code.
      const patience = socket.bufferedAmount > 0 ? SLOW_BEATS : 1
      if (pings >= patience) {
        socket.terminate()
        continue
      }
      unanswered.set(socket, pings + 1)
      if (pings === 0) socket.once('pong', () => unanswered.delete(socket))
      socket.ping()
    }
  }, pingMs)
  timer.unref()
  return () => clearInterval(timer)
}
