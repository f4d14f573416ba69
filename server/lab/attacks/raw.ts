/** A WebSocket that says whatever an attack wants, and keeps what it hears. */
import WebSocket from 'ws'
import { PROTOCOL_VERSION, ServerMessage } from '../../protocol/index.ts'
import { newLearner } from '../../test/page.ts'
import { inTime } from './tenant.ts'

export class Raw {
  readonly heard: ServerMessage[] = []
  readonly #socket: WebSocket
  readonly #closed: Promise<number>
  #watch: () => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.#closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer) => {
      this.heard.push(ServerMessage.parse(JSON.parse(data.toString())))
      this.#watch()
    })
  }

  /** Resolves when it was welcomed; without a cookie as a learner of its own. */
  static async open(
    origin: string,
    cookie?: string,
    seen?: { session: string; seq: number },
  ): Promise<Raw> {
    const headers = { cookie: cookie ?? (await newLearner(origin)), origin }
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers })
    const raw = new Raw(socket)
    await inTime(new Promise((resolve) => socket.once('open', resolve)), 'a connection')
    raw.say({ type: 'hello', version: PROTOCOL_VERSION, ...(seen && { seen }) })
    await raw.#until(() => raw.heard.some(({ type }) => type === 'welcome'), 'a welcome')
    return raw
  }

  say(message: object): void {
    this.text(JSON.stringify(message))
  }

  text(words: string): void {
    this.#socket.send(words)
  }

  /** Resolves with how many answers there were, when there are so many or the connection has ended. */
  async answers(count: number): Promise<number> {
    const answered = (): number =>
      this.heard.filter(({ type }) => type !== 'events' && type !== 'welcome').length
    const enough = this.#until(() => answered() >= count, `${count} answers`)
    await Promise.race([enough, this.#closed])
    return answered()
  }

  /** The close code. */
  closed(): Promise<number> {
    return inTime(this.#closed, 'the end of a connection')
  }

  close(): void {
    this.#socket.close()
  }

  async #until(holds: () => boolean, name: string): Promise<void> {
    const held = new Promise<void>((resolve) => {
      this.#watch = () => {
        if (holds()) resolve()
      }
      this.#watch()
    })
    await inTime(held, name)
  }
}
