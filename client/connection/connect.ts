/** Keeps one conversation with the server: dials, says hello, parses what comes, dials again when it is lost. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { PROTOCOL_VERSION, ServerMessage } from '../../server/protocol/index.ts'
import type { Ask, ClientMessage } from '../../server/protocol/index.ts'
import { Requests } from './requests.ts'
import type { Answer } from './requests.ts'
import type { Dial, Socket } from './socket.ts'
import { step } from './state.ts'
import type { ConnectionInput, ConnectionState } from './state.ts'

/** A request that no answer came to for so long: the connection is taken for dead. */
const SILENCE_MS = 10_000

export type Hello = Extract<ClientMessage, { type: 'hello' }>
/** Messages that answer no request of ours. */
export type News = Extract<ServerMessage, { type: 'welcome' | 'events' | 'store' }>

export interface World {
  dial: Dial
  /** Wall clock, ms. */
  now: () => number
  random: () => number
  hidden: () => boolean
  /** Calls back once after `ms`; returns how to call it off. */
  after: (ms: number, then: () => void) => () => void
  /** In a frame of another page, whose lab can wait. */
  embedded?: Hello['embedded']
  /** What this page has seen of which session, for `hello`. */
  seen: () => Hello['seen']
  heard: (news: News) => void
  /** A message that the protocol does not know, in one sentence. Not fatal. */
  puzzled: (say: string) => void
}

export interface Connection {
  state: StoreApi<ConnectionState>
  /** Never rejects. Waits for a connection where there is none; `lost` after 10 s without an answer. */
  ask: (ask: Ask) => Promise<Answer>
  /** Ends a rest and dials now. */
  hurry: () => void
}

/** Dials at once. */
export function connect(world: World): Connection {
  return new Conversation(world)
}

class Conversation implements Connection {
  readonly state = createStore<ConnectionState>(() => ({ type: 'connecting', tries: 0 }))
  readonly #world: World
  readonly #requests = new Requests()
  #socket: Socket | undefined
  #callOff = () => {}

  constructor(world: World) {
    this.#world = world
    this.#dial()
  }

  readonly ask = (ask: Ask): Promise<Answer> => {
    const { id, answer } = this.#requests.add(ask)
    this.#flush()
    const callOff = this.#world.after(SILENCE_MS, () => this.#missed(id))
    return answer.finally(callOff)
  }

  readonly hurry = (): void => this.#step({ type: 'hurried' })

  #missed(id: number): void {
    if (!this.#requests.has(id)) return
    this.#requests.settle(id, { type: 'lost' })
    if (this.state.getState().type === 'open') this.#socket?.close()
  }

  #flush(): void {
    const socket = this.#socket
    if (this.state.getState().type !== 'open' || socket?.isOpen() !== true) return
    for (const message of this.#requests.takeUnsent()) socket.send(JSON.stringify(message))
  }

  #step(input: ConnectionInput): void {
    const { state, effects } = step(this.state.getState(), input)
    this.state.setState(state, true)
    for (const effect of effects) {
      this.#callOff()
      if (effect.type === 'dial') this.#dial()
      else this.#callOff = this.#world.after(effect.ms, () => this.#step({ type: 'due' }))
    }
  }

  #dial(): void {
    const { dial, now, random, hidden, embedded, seen } = this.#world
    const socket = dial({
      opened: () => {
        const hello: Hello = { type: 'hello', version: PROTOCOL_VERSION, seen: seen(), embedded }
        socket.send(JSON.stringify(hello))
      },
      heard: (text) => this.#heard(text),
      closed: (code) => {
        this.#requests.dropSent()
        this.#step({ type: 'closed', code, now: now(), random: random(), hidden: hidden() })
      },
    })
    this.#socket = socket
  }

  #heard(text: string): void {
    const message = parse(text)
    if (message === undefined) {
      this.#world.puzzled(
        'The server said something that this page does not know. A reload may help.',
      )
      return
    }
    switch (message.type) {
      case 'welcome':
        this.#world.heard(message)
        this.#step({ type: 'welcomed' })
        this.#flush()
        return
      case 'events':
      case 'store':
        this.#world.heard(message)
        return
      case 'refused':
        if (message.id === undefined) this.#world.puzzled(message.say)
        else this.#requests.settle(message.id, message)
        return
      default:
        this.#requests.settle(message.id, message)
    }
  }
}

function parse(text: string): ServerMessage | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = ServerMessage.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
