/** A TCP relay between browser and server: a network that can be lost and come back. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export class Wire {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #target = 0
  #down = false

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (near: Socket) => this.#relay(near))
  }

  static async open(): Promise<Wire> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Wire(server)
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** The server may come back on another port. */
  leadTo(port: number): void {
    this.#target = port
  }

  /** Cuts every connection; new ones are refused until `mend`. */
  cut(): void {
    this.#down = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#down = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #relay(near: Socket): void {
    if (this.#down) {
      near.destroy()
      return
    }
    const far = connect(this.#target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.pipe(other)
      // A cut is what this is for: the other half goes too.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
    }
  }
}
