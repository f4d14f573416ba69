/** A real server for one file of attacks, and a neighbour who must notice none of them. */
import { readFile } from 'node:fs/promises'
import { afterEach, beforeAll, expect } from 'vitest'
import { WebSocket } from 'ws'
import { newLearner, Page } from '../page.ts'
import type { ServerProcess } from '../serverProcess.ts'
import { ATTACKER } from './raw.ts'
import { servedAs } from './served.ts'

export interface DialOptions {
  readonly cookie?: string
  readonly origin?: string
  readonly host?: string
  readonly from?: string
  readonly autoPong?: boolean
}

export class Attacked {
  readonly server: ServerProcess
  readonly port: number
  readonly neighbour: Page

  constructor(server: ServerProcess, neighbour: Page) {
    this.server = server
    this.port = Number(new URL(server.origin).port)
    this.neighbour = neighbour
  }

  get origin(): string {
    return this.server.origin
  }

  learner(): Promise<string> {
    return newLearner(this.origin)
  }

  /** A socket of the attacker's, with whatever headers. */
  dial({ cookie, origin, host, from = ATTACKER, autoPong = true }: DialOptions): WebSocket {
    const headers = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(host === undefined ? {} : { host }),
      origin: origin ?? this.origin,
    }
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/ws`, {
      headers: { host: new URL(this.origin).host, ...headers },
      localAddress: from,
      autoPong,
    })
    socket.on('error', () => undefined)
    return socket
  }

  /** Resident memory of the server's own process, bytes. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.server.child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
  }
}

/** Starts it before the file's first test; after each, the neighbour's lab still runs programs. */
export function underAttack(): { readonly it: Attacked } {
  const served = servedAs({})
  let it: Attacked | undefined
  const given = (): Attacked => {
    if (it === undefined) throw new Error('the server starts before the first test')
    return it
  }
  beforeAll(async () => {
    it = new Attacked(served.server, await Page.open(served.origin))
  })
  afterEach(async () => {
    const { neighbour } = given()
    expect(await neighbour.ended(await neighbour.run('writer'))).toEqual({ type: 'exit', code: 0 })
    expect(neighbour.closedWith).toBeUndefined()
  })
  return {
    get it() {
      return given()
    },
  }
}

/** Resolves with the code with which the socket closes, or the status that refused it. */
export function closing(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.once('close', resolve)
  })
}

export function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
}
