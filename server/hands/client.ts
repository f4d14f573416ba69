/** A client of ioredis over a way that is given, which says nothing to Redis but what it is told to. */
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { AbstractConnector, Redis } from 'ioredis'

/** Opens a new way to the lab's Redis. */
export type Open = () => Duplex

const COMMAND_MS = 5_000
const END_MS = 1_000

/**
 * Connects with its first command. No handshake, no ready check, no names: who monitors this Redis sees the
 * learner's own commands alone. It does not come back by itself; commands reject once it has ended.
 */
export function quietClient(open: Open): Redis {
  class Way extends AbstractConnector {
    constructor() {
      super(END_MS)
    }

    override connect(): Promise<Socket> {
      // ioredis asks a socket for these two alone beyond what a stream has.
      const way = Object.assign(open(), { setKeepAlive() {}, setTimeout() {} })
      // ioredis listens to no way that was destroyed before it got it; unheard, that would end the server.
      way.on('error', () => {})
      // The type asks for a socket; it is used as a stream.
      this.stream = way as unknown as Socket
      return Promise.resolve(this.stream)
    }
  }
  const redis = new Redis({
    Connector: Way,
    lazyConnect: true,
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
    noDelay: false,
    commandTimeout: COMMAND_MS,
    retryStrategy: null,
    autoResendUnfulfilledCommands: false,
  })
  // Each command is rejected with it.
  redis.on('error', () => {})
  return redis
}
