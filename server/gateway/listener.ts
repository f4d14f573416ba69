/** The HTTP server with its patience: how long, how much and how many connections it bears. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { Crowd } from './crowd.ts'
import { AT_ONCE, REQUEST, type OnLimit } from './limits.ts'
import { placeOf } from './place.ts'
import type { Proxies } from './proxies.ts'

/** How often requests are looked at that take too long. */
const LOOK_MS = 1_000

/** Not listening yet. */
export function createListener(
  app: RequestListener,
  { proxies, onLimit }: { readonly proxies: Proxies; readonly onLimit: OnLimit },
): Server {
  const server = createServer(
    {
      maxHeaderSize: REQUEST.header,
      headersTimeout: REQUEST.headersMs,
      requestTimeout: REQUEST.wholeMs,
      connectionsCheckingInterval: LOOK_MS,
    },
    app,
  )
  server.maxHeadersCount = REQUEST.headers
  server.maxRequestsPerSocket = REQUEST.perConnection
  server.timeout = REQUEST.silentMs
  server.maxConnections = AT_ONCE.all
  const crowd = new Crowd(AT_ONCE.connections)
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    // All the world comes by the proxy: what it lets through is counted per visitor further on.
    if (proxies.trusts(address)) return
    const leave = crowd.enter(placeOf(address))
    if (leave !== undefined) return void socket.once('close', leave)
    onLimit('connections')
    socket.destroy()
  })
  return server
}
