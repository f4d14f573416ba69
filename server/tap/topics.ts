/** What one connection is subscribed to, as Redis confirmed it, in the order of its replies. */
import type { Topic } from '../protocol/index.ts'
import { countIn, type Value } from './replies.ts'
import { EMPTY, keyOf, type Piece } from './piece.ts'

/** `subscribe`, `psubscribe`, `ssubscribe` and their opposites. */
export const KINDS: Readonly<Record<string, Topic>> = {
  subscribe: 'channel',
  psubscribe: 'pattern',
  ssubscribe: 'shard',
  message: 'channel',
  pmessage: 'pattern',
  smessage: 'shard',
  unsubscribe: 'channel',
  punsubscribe: 'pattern',
  sunsubscribe: 'shard',
}

export interface Confirmation {
  readonly word: string
  readonly kind: Topic
  /** Undefined: an UNSUBSCRIBE without arguments found nothing. */
  readonly topic: Piece | undefined
  readonly count: number
}

export interface Subscription {
  readonly kind: Topic
  readonly topic: Piece
  /** When Redis' confirmation was seen, ms. */
  readonly since: number
}

/** More of them are not remembered: then deliveries cannot be matched as exactly. */
const MOST = 10_000

export function confirmationIn({ items }: Value): Confirmation | undefined {
  const [word, topic, last] = items
  const kind = KINDS[word?.head ?? '']
  const count = last && countIn(last)
  if (word === undefined || kind === undefined || count === undefined) return undefined
  return {
    word: word.head,
    kind,
    topic: topic?.kind === 'string' ? topic : undefined,
    count,
  }
}

export class Topics {
  readonly #known = new Map<string, Subscription>()
  readonly #size: Record<Topic, number> = { channel: 0, pattern: 0, shard: 0 }

  /** RESP2: nothing but publish/subscribe is allowed while there are any. */
  get any(): boolean {
    return this.#size.channel + this.#size.pattern + this.#size.shard > 0
  }

  size(kind: Topic): number {
    return this.#size[kind]
  }

  /** `at`: when it was seen, ms. */
  confirm({ word, kind, topic, count }: Confirmation, at: number): void {
    this.#count(kind, count)
    if (topic === undefined) return
    const key = nameOf(kind, topic)
    if (word.includes('unsub')) this.#known.delete(key)
    else if (!this.#known.has(key) && this.#known.size < MOST)
      this.#known.set(key, { kind, topic, since: at })
  }

  /** Since when it was certain that every publish reaches this connection; undefined where it is not known. */
  since(kind: Topic, topic: Piece = EMPTY): number | undefined {
    return this.#known.get(nameOf(kind, topic))?.since
  }

  /** All of them are gone, without a word of Redis. */
  clear(): readonly Subscription[] {
    const gone = [...this.#known.values()]
    this.#known.clear()
    Object.assign(this.#size, { channel: 0, pattern: 0, shard: 0 })
    return gone
  }

  /** Redis counts channels and patterns together. */
  #count(kind: Topic, count: number): void {
    const beside = { channel: this.#size.pattern, pattern: this.#size.channel, shard: 0 }[kind]
    this.#size[kind] = Math.max(0, count - beside)
  }
}

function nameOf(kind: Topic, topic: Piece): string {
  return `${kind} ${keyOf(topic)}`
}
