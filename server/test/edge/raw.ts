/** Bytes on a real connection, without any manners: what a browser or a library would never send. */
import { connect, type Socket } from 'node:net'

/** Attacks come from here; all others from 127.0.0.1. */
export const ATTACKER = '127.0.0.66'

export interface Line {
  readonly socket: Socket
  /** All that was said so far. */
  readonly said: () => string
  /** Resolves with all that was said when the other side has ended it, however. */
  readonly over: Promise<string>
}

/** `from`: the loopback address to come from, as another visitor. */
export function open(port: number, from = ATTACKER): Line {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  let said = ''
  socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')))
  const over = new Promise<string>((resolve) => {
    // A reset is an end like any other.
    socket.on('error', () => resolve(said))
    socket.on('close', () => resolve(said))
  })
  return { socket, said: () => said, over }
}

/** Sends `bytes`, and resolves with the answer when the server has closed. */
export function send(port: number, bytes: string | Buffer): Promise<string> {
  const line = open(port)
  line.socket.write(bytes)
  return line.over
}

/** The statuses of all answers in `said`. */
export function statuses(said: string): number[] {
  return [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
}

export interface Got {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** One whole request by a visitor at `from`, over a connection of its own. */
export async function ask(
  port: number,
  path: string,
  { headers = {}, from, method = 'GET', body = '' }: Asking = {},
): Promise<Got> {
  const line = open(port, from)
  const lines = { host: `localhost:${port}`, connection: 'close', ...headers }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  line.socket.write([`${method} ${path} HTTP/1.1`, ...head, '', body].join('\r\n'))
  const said = await line.over
  const [top = '', ...rest] = said.split('\r\n\r\n')
  return { status: statuses(top)[0] ?? 0, headers: top.toLowerCase(), body: rest.join('\r\n\r\n') }
}

export interface Asking {
  readonly headers?: Readonly<Record<string, string>>
  readonly from?: string
  readonly method?: string
  readonly body?: string
}
