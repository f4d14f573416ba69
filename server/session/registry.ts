/** Who is here: one session per learner, and all their connections. */
import { CloseCode } from '../protocol/index.ts'
import { Connection } from './connection.ts'
import { Fairness } from './fairness.ts'
import type { Socket } from './outbox.ts'
import { Session } from './session.ts'
import type { World } from './world.ts'

/** Logs of learners who went away: beyond so many the oldest go. */
const MAX_AWAY = 100

export class Registry {
  readonly #world: World
  readonly #sessions = new Map<string, Session>()
  readonly #connections = new Set<Connection>()
  readonly #fairness: Fairness
  #closed = false

  constructor(world: World) {
    this.#fairness = new Fairness(world, () => [...this.#sessions.values()])
    // A learner's place is told within the pool's own work: what follows from it comes after.
    this.#world = { ...world, queued: () => queueMicrotask(() => this.#fairness.look()) }
  }

  /** Takes in a socket of a learner, who is known by the cookie. */
  connect(socket: Socket, learner: string): Connection {
    const connection = new Connection(socket, this.#world, () => this.#session(learner))
    if (this.#closed) connection.close(CloseCode.goingAway, 'The server is stopping.')
    else this.#connections.add(connection)
    return connection
  }

  /** The socket of `connection` is gone. */
  disconnect(connection: Connection): void {
    this.#connections.delete(connection)
    connection.closed()
  }

  find(learner: string): Session | undefined {
    return this.#sessions.get(learner)
  }

  /** By the key of its visits. */
  findByKey(key: string): Session | undefined {
    for (const session of this.#sessions.values()) if (session.visits.key === key) return session
    return undefined
  }

  get size(): { sessions: number; connections: number } {
    return { sessions: this.#sessions.size, connections: this.#connections.size }
  }

  /** Tells every page that the progress store went away or came back. */
  tellStore(up: boolean): void {
    for (const connection of this.#connections) connection.tellStore(up)
  }

  /** Ends every session: pages are told to come back, runs end, labs are given back. */
  dispose(): void {
    this.#closed = true
    this.#fairness.dispose()
    for (const connection of this.#connections)
      connection.close(CloseCode.goingAway, 'The server is stopping.')
    this.#connections.clear()
    for (const session of [...this.#sessions.values()]) session.dispose()
  }

  #session(learner: string): Session {
    const known = this.#sessions.get(learner)
    if (known) return known
    this.#makeRoom()
    const session = new Session(this.#world, learner, () => this.#sessions.delete(learner))
    this.#sessions.set(learner, session)
    return session
  }

  #makeRoom(): void {
    const away = [...this.#sessions.values()].filter((session) => session.away)
    if (away.length >= MAX_AWAY) away[0]?.dispose()
  }
}
