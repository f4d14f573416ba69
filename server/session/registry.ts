/** Who is here: one session per learner and one per frame of theirs, and all their connections. */
import { CloseCode } from '../protocol/index.ts'
import { Connection } from './connection.ts'
import type { Hello } from './connection.ts'
import { Fairness } from './fairness.ts'
import { Frames } from './frames.ts'
import { Keeping } from './keeping.ts'
import type { Socket } from './outbox.ts'
import { Room } from './room.ts'
import { LAB_TIME, Shares } from './share.ts'
import { Session } from './session.ts'
import type { World } from './world.ts'

/** Logs of learners who went away: beyond so many the oldest go. */
const MAX_AWAY = 100
/** Labs of one network, places in the queue included: a class of 60 and some, or more than half of a large house. */
export const LABS_OF_PLACE = { least: 80, share: 0.6 }

export class Registry {
  readonly #world: World
  readonly #sessions = new Map<string, Session>()
  readonly #frames = new Frames()
  readonly #connections = new Set<Connection>()
  readonly #fairness: Fairness
  readonly #keeping: Keeping
  /** By session: the network it began in. */
  readonly #places = new WeakMap<Session, string>()
  #closed = false

  constructor(world: World) {
    this.#fairness = new Fairness(world, () => this.#all)
    // A learner's place is told within the pool's own work: what follows from it comes after.
    const queued = (): void => queueMicrotask(() => this.#fairness.look())
    const labTime = new Shares(world.time, LAB_TIME)
    this.#world = { room: new Room(), labTime, ...world, queued }
    this.#keeping = new Keeping(world.time)
  }

  /** Takes in a socket of a learner, who is known by the cookie. `place`: the network that it comes from. */
  connect(socket: Socket, learner: string, place = ''): Connection {
    const session = (hello: Hello): Session => this.#session(learner, hello, place)
    const connection = new Connection(socket, this.#world, { learner, session })
    if (this.#closed) connection.close(CloseCode.goingAway, 'The server is stopping.')
    else this.#connections.add(connection)
    return connection
  }

  /** The socket of `connection` is gone. */
  disconnect(connection: Connection): void {
    this.#connections.delete(connection)
    connection.closed()
  }

  /** The session of the learner's tabs. */
  find(learner: string): Session | undefined {
    return this.#sessions.get(learner)
  }

  /** By the key of its visits. */
  findByKey(key: string): Session | undefined {
    return this.#all.find((session) => session.visits.key === key)
  }

  get size(): { sessions: number; connections: number } {
    return { sessions: this.#all.length, connections: this.#connections.size }
  }

  /** Characters that all logs hold together. */
  get held(): number {
    return this.#world.room?.held ?? 0
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
    for (const session of this.#all) session.dispose()
  }

  get #all(): Session[] {
    return [...this.#sessions.values(), ...this.#frames.all]
  }

  #session(learner: string, hello: Hello, place: string): Session {
    const name = hello.embedded
    const known =
      name === undefined ? this.#sessions.get(learner) : this.#frames.find(learner, hello)
    if (known) return known
    this.#makeRoom()
    const session: Session = new Session(this.#worldAt(place), learner, () =>
      name === undefined ? this.#sessions.delete(learner) : this.#frames.delete(session),
    )
    this.#places.set(session, place)
    if (name === undefined) this.#sessions.set(learner, session)
    else this.#frames.add(learner, { name, session })
    return session
  }

  #worldAt(place: string): World {
    if (place === '') return this.#world
    return {
      ...this.#world,
      mayTake: () => this.#mayTake(place),
      mayKeep: (chars) => this.#keeping.take(place, chars, this.#world.progress.scarce),
    }
  }

  #mayTake(place: string): boolean {
    const { least, share } = LABS_OF_PLACE
    const here = this.#all.filter(
      (one) =>
        this.#places.get(one) === place && (one.keeper.taking || one.keeper.lab !== undefined),
    )
    return here.length < Math.max(least, this.#world.pool.status().capacity * share)
  }

  #makeRoom(): void {
    const away = this.#all.filter((session) => session.away)
    if (away.length >= MAX_AWAY) away[0]?.dispose()
  }
}
