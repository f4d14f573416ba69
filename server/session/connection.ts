/** One page's connection: greets it, refuses what is wrong, passes on what is right. */
import {
  ClientMessage,
  CloseCode,
  PROTOCOL_VERSION,
  type RefusalCode,
  type ServerMessage,
} from '../protocol/index.ts'
import { Bucket } from './bucket.ts'
import { handle, type Request } from './handle.ts'
import { isModest } from './modest.ts'
import type { Outbox, Socket } from './outbox.ts'
import type { Session } from './session.ts'
import type { World } from './world.ts'

/** A page must say hello within this. */
export const HELLO_MS = 10_000
/** Messages at once, and per second in the long run. */
export const BURST = 200
export const PER_SECOND = 50
/** After so many refused frames the connection is closed. */
export const PATIENCE = 50
/** Requests of a page that are kept while it is being greeted. */
const HELD = 100

type State =
  | { readonly type: 'fresh' }
  | { readonly type: 'greeting'; readonly held: Request[] }
  | { readonly type: 'open'; readonly session: Session; readonly outbox: Outbox }
  | { readonly type: 'closed' }

export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** Whose connection it is. */
export interface Host {
  readonly learner: string
  /** The session that the hello is for, made when there is none. */
  readonly session: (hello: Hello) => Session
}

export class Connection {
  readonly #socket: Socket
  readonly #world: World
  readonly #host: Host
  readonly #bucket: Bucket
  readonly #cancelHello: () => void
  #state: State = { type: 'fresh' }
  #patience = PATIENCE

  constructor(socket: Socket, world: World, host: Host) {
    this.#socket = socket
    this.#world = world
    this.#host = host
    this.#bucket = new Bucket({ burst: BURST, perSecond: PER_SECOND, now: world.time.now() })
    this.#cancelHello = world.time.after(HELLO_MS, () => {
      if (this.#state.type === 'fresh') this.#hangUp(CloseCode.badHello, 'No hello came.')
    })
  }

  /** A text frame came. */
  receive(text: string): void {
    if (this.#state.type === 'closed') return
    if (!this.#bucket.take(this.#world.time.now()))
      return this.#refuse('too-many', 'Too many messages at once. Wait a moment.')
    const message = parse(text)
    if (message === undefined) {
      if (this.#state.type === 'fresh') return this.#hangUp(CloseCode.badHello, 'No hello.')
      return this.#refuse('malformed', 'The page sent something that is not understood.', text)
    }
    try {
      this.#take(message)
    } catch (error) {
      this.#defect(error)
    }
  }

  /** A binary frame came: nothing in the protocol is one. */
  receiveBinary(): void {
    this.receive('')
  }

  /** The progress store went away or came back. */
  tellStore(up: boolean): void {
    if (this.#state.type === 'open') this.#state.outbox.say({ type: 'store', up })
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    const state = this.#state
    this.#state = { type: 'closed' }
    this.#cancelHello()
    if (state.type === 'open') state.session.detach(state.outbox)
  }

  /** Closes the socket from our side. */
  close(code: CloseCode, reason: string): void {
    this.#hangUp(code, reason)
  }

  #take(message: ClientMessage): void {
    const state = this.#state
    switch (state.type) {
      case 'fresh':
        if (message.type !== 'hello' || message.version !== PROTOCOL_VERSION)
          return this.#hangUp(CloseCode.badHello, 'Reload the page.')
        this.#state = { type: 'greeting', held: [] }
        return this.#greet(message)
      case 'greeting':
        if (message.type === 'hello' || state.held.length >= HELD)
          return this.#refuse('out-of-turn', 'Hello was said already.')
        state.held.push(message)
        return
      case 'open':
        if (message.type === 'hello') return this.#refuse('out-of-turn', 'Hello was said already.')
        return this.#do(state.session, state.outbox, message)
      case 'closed':
    }
  }

  #greet(hello: Hello): void {
    this.#cancelHello()
    // A store that is away must not keep the learner from the lab: `load` fails fast.
    this.#world.progress
      .load(this.#host.learner)
      .catch(() => undefined)
      .then((progress) => this.#welcome(hello, progress))
      .catch((error: unknown) => this.#defect(error))
  }

  #welcome(hello: Hello, progress: Awaited<ReturnType<World['progress']['load']>>): void {
    const state = this.#state
    if (state.type !== 'greeting') return
    const session = this.#host.session(hello)
    const { seen } = hello
    const resumed = seen?.session === session.id && seen.seq >= 0 && seen.seq <= session.log.last
    const after = resumed ? seen.seq : 0
    const outbox = session.attach(this.#socket, after)
    if (hello.embedded === undefined) session.takeSpare()
    this.#state = { type: 'open', session, outbox }
    outbox.say({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      session: session.id,
      resumed,
      missing: session.log.missing(after),
      clock: session.now(),
      ...(progress === undefined ? {} : { progress: [...progress] }),
      ...(this.#world.pool.info.sandboxed ? {} : { unsandboxed: true as const }),
    })
    outbox.pump()
    for (const request of state.held) this.#do(session, outbox, request)
  }

  #do(session: Session, outbox: Outbox, request: Request): void {
    handle(session, request).then(
      (answer) => outbox.say(answer),
      (error: unknown) => {
        this.#world.log(`session: ${request.type} failed: ${String(error)}`)
        const say = 'That went wrong on our side. Try again.'
        outbox.say({ type: 'refused', id: request.id, code: 'unavailable', say })
      },
    )
  }

  #refuse(code: RefusalCode, say: string, text = ''): void {
    this.#patience -= 1
    if (this.#patience < 0) return this.#hangUp(CloseCode.abuse, 'Too many refused messages.')
    const id = idOf(text)
    const message: ServerMessage = {
      type: 'refused',
      code,
      say,
      ...(id === undefined ? {} : { id }),
    }
    this.#socket.send(JSON.stringify(message), () => undefined)
  }

  #defect(error: unknown): void {
    this.#world.log(`session: a connection failed: ${String(error)}`)
    this.#hangUp(CloseCode.goingAway, 'Come back in a moment.')
  }

  #hangUp(code: CloseCode, reason: string): void {
    if (this.#state.type === 'closed') return
    this.closed()
    this.#socket.close(code, reason)
  }
}

function parse(text: string): ClientMessage | undefined {
  if (!isModest(text)) return undefined
  try {
    const parsed = ClientMessage.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Not JSON: refused like everything else that is not understood.
    return undefined
  }
}

/** The id of a message that is otherwise wrong, so that the page can tell which one was refused. */
function idOf(text: string): number | undefined {
  const found = /"id":(\d{1,15})[,}]/.exec(text.slice(0, 300))
  return found ? Number(found[1]) : undefined
}
