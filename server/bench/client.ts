/** A learner without a page: speaks the protocol over a real WebSocket and waits for what it sees. */
import WebSocket from 'ws'
import { ServerMessage, PROTOCOL_VERSION, type SessionEvent } from '../protocol/index.ts'
import { LESSON, STEP } from './course.ts'
import { now } from './measure.ts'

type Seen = { readonly at: number; readonly event: SessionEvent }

export class Learner {
  readonly #socket: WebSocket
  readonly #watchers = new Set<(seen: Seen) => void>()
  #id = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#receive(data))
  }

  /** Fetches the page for its cookie, opens the socket and says hello. */
  static async connect(origin: string): Promise<Learner> {
    const page = await fetch(origin)
    const cookie = page.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
    await page.arrayBuffer()
    const socket = new WebSocket(origin.replace('http', 'ws') + '/ws', {
      headers: { cookie },
      origin,
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    const learner = new Learner(socket)
    learner.#send({ type: 'hello', version: PROTOCOL_VERSION })
    return learner
  }

  #send(message: unknown): void {
    this.#socket.send(JSON.stringify(message))
  }

  #receive(data: Buffer): void {
    const at = now()
    const message = ServerMessage.parse(JSON.parse(data.toString('utf8')))
    if (message.type === 'refused') throw new Error(`refused: ${message.say}`)
    if (message.type !== 'events') return
    for (const { event } of message.events)
      for (const watch of [...this.#watchers]) watch({ at, event })
  }

  /** Resolves with the first event for which `match` gives something, and when it arrived. */
  when<T>(match: (event: SessionEvent) => T | undefined): Promise<{ at: number; value: T }> {
    return new Promise((resolve) => {
      const watch = ({ at, event }: Seen): void => {
        const value = match(event)
        if (value === undefined) return
        this.#watchers.delete(watch)
        resolve({ at, value })
      }
      this.#watchers.add(watch)
    })
  }

  /** Calls `watch` for every event until the returned function is called. */
  watch(watch: (seen: Seen) => void): () => void {
    this.#watchers.add(watch)
    return () => this.#watchers.delete(watch)
  }

  /** Starts a program of the bench's step. */
  run(program: string): void {
    this.#send({ type: 'run', id: ++this.#id, lesson: LESSON, step: STEP, program, files: {} })
  }

  stopAll(): void {
    this.#send({ type: 'stopAll', id: ++this.#id, lesson: LESSON, step: STEP })
  }

  /** Runs a program; resolves with ms from the message to the arrival of its first output, after it ended. */
  async timeRun(program: string): Promise<number> {
    let run: number | undefined
    const started = this.when((e) =>
      e.type === 'run' && e.of.program === program ? e.run : undefined,
    )
    const first = this.when((e) => (e.type === 'output' ? e.run : undefined))
    const ended = this.when((e) =>
      e.type === 'state' && e.run === run && e.state.type === 'ended' ? true : undefined,
    )
    const from = now()
    this.run(program)
    run = (await started).value
    const { at } = await first
    await ended
    return at - from
  }

  close(): void {
    this.#socket.close()
  }
}
