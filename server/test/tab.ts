/** A learner's tab in a test: a socket of two queues, and what the page made of the messages. */
import {
  ServerMessage,
  type ClientMessage,
  type CloseCode,
  type Numbered,
  type SessionEvent,
} from '../protocol/index.ts'
import type { Connection, Registry, Socket } from '../session/index.ts'

type Answer = Exclude<ServerMessage, { type: 'events' }>

export class Tab implements Socket {
  readonly events: Numbered[] = []
  readonly answers: Answer[] = []
  /** Events that it was told it does not get. */
  missing = 0
  /** How many frames of events came. */
  frames = 0
  closedWith: CloseCode | undefined
  /** While true nothing leaves the server's side: a reader that is stuck. */
  stuck = false
  readonly #connection: Connection
  readonly #registry: Registry
  #queue: { text: string; sent: () => void }[] = []

  constructor(registry: Registry, learner = 'ada', place?: string) {
    this.#registry = registry
    this.#connection = registry.connect(this, learner, place)
  }

  get buffered(): number {
    return this.#queue.reduce((sum, { text }) => sum + text.length, 0)
  }

  send(text: string, sent: () => void): void {
    this.#queue.push({ text, sent })
    if (!this.stuck) queueMicrotask(() => this.drain())
  }

  close(code: CloseCode): void {
    this.closedWith = code
    this.#registry.disconnect(this.#connection)
  }

  /** The page reads all that waits. */
  drain(): void {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.#read(ServerMessage.parse(JSON.parse(next.text)))
      next.sent()
    }
  }

  say(message: ClientMessage): void {
    this.#connection.receive(JSON.stringify(message))
  }

  /** Sends what no page would. */
  sayRaw(text: string): void {
    this.#connection.receive(text)
  }

  sayBinary(): void {
    this.#connection.receiveBinary()
  }

  /** The line is cut: what was not read is lost. */
  cut(): void {
    this.#queue = []
    this.#registry.disconnect(this.#connection)
  }

  /** The events of one type, in order. */
  all<T extends SessionEvent['type']>(type: T): Extract<SessionEvent, { type: T }>[] {
    return this.events.flatMap(({ event }) =>
      event.type === type ? [event as Extract<SessionEvent, { type: T }>] : [],
    )
  }

  /** The answers of one type, in order. */
  got<T extends Answer['type']>(type: T): Extract<Answer, { type: T }>[] {
    return this.answers.flatMap((answer) =>
      answer.type === type ? [answer as Extract<Answer, { type: T }>] : [],
    )
  }

  /** Everything that a run printed on both streams. */
  text(run: number): string {
    return this.all('output')
      .filter((event) => event.run === run)
      .flatMap((event) => event.chunks.map((chunk) => chunk.text))
      .join('')
  }

  /** The types of a run's states, in order. */
  states(run: number): string[] {
    return this.all('state').flatMap((event) => (event.run === run ? [event.state.type] : []))
  }

  /** Why a run ended. */
  reason(run: number): unknown {
    const last = this.all('state').findLast((event) => event.run === run)
    return last?.state.type === 'ended' ? last.state.reason : undefined
  }

  #read(message: ServerMessage): void {
    if (message.type !== 'events') return void this.answers.push(message)
    this.frames += 1
    this.missing += message.missing ?? 0
    this.events.push(...message.events)
  }
}
