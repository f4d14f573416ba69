/** A learner without a page: what play presses, and everything that the session tells of it. */
import { PROTOCOL_VERSION, ServerMessage } from '../protocol/index.ts'
import type { Ask, SessionEvent } from '../protocol/index.ts'
import type { Connection, Registry, Socket } from '../session/index.ts'

type Answer = Exclude<ServerMessage, { type: 'events' }>

let learners = 0

export class Learner implements Socket {
  readonly buffered = 0
  readonly #connection: Connection
  readonly #registry: Registry
  readonly #name = `play-${++learners}`
  readonly #answers = new Map<number, (answer: Answer) => void>()
  readonly #hear: (event: SessionEvent) => void
  #id = 0

  /** `hear` is called with each event in order. */
  constructor(registry: Registry, hear: (event: SessionEvent) => void) {
    this.#registry = registry
    this.#hear = hear
    this.#connection = registry.connect(this, this.#name)
    this.#connection.receive(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION }))
  }

  send(text: string, sent: () => void): void {
    queueMicrotask(() => {
      sent()
      this.#read(ServerMessage.parse(JSON.parse(text)))
    })
  }

  /** The session's end is heard by the lab's: what was waited for is told then. */
  close(): void {
    this.#registry.disconnect(this.#connection)
  }

  ask(message: Ask): Promise<Answer> {
    const id = ++this.#id
    return new Promise((resolve) => {
      this.#answers.set(id, resolve)
      this.#connection.receive(JSON.stringify({ ...message, id }))
    })
  }

  /** Goes, with lab and all. */
  leave(): void {
    this.#registry.disconnect(this.#connection)
    this.#registry.find(this.#name)?.dispose()
  }

  #read(message: ServerMessage): void {
    if (message.type === 'events') {
      for (const { event } of message.events) this.#hear(event)
      return
    }
    if (!('id' in message) || message.id === undefined) return
    this.#answers.get(message.id)?.(message)
    this.#answers.delete(message.id)
  }
}
