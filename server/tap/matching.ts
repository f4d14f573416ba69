/**
 * Which publish caused a delivery, over all connections of a lab. What the wire tells: Redis does one command after
 * the other, so each connection's commands are done in order, what was answered before another was sent was done
 * before it, and every subscriber hears in the order in which it was done. Where that leaves several, all are named.
 */
import { Echo, MOST_NAMED, type Listener } from './echo.ts'
import { keyOfMessage, type Publish } from './publish.ts'
import type { Piece } from './piece.ts'

/** Publishes remembered at once; the oldest are forgotten first. */
const MOST = 20_000
const KEPT_SHARE = 0.75
/** What a script published is out before this is over, ms. */
const ECHO_MS = 1_000

export interface Message {
  readonly kind: 'channel' | 'shard'
  readonly channel: Piece
  readonly message: Piece
  readonly at: number
}

export interface Cause {
  readonly of?: number
  readonly oneOf?: number[]
  readonly ms?: number
}

export class Matching {
  readonly #echoes = new Map<string, Echo>()
  /** All that are in echoes, in the order in which they were sent. */
  readonly #sent = new Set<Publish>()
  #last = 0
  readonly #places = new Map<number, number>()
  /** Those of which deliveries may have been somebody else's, and when they were looked through last. */
  readonly #suspected = new WeakMap<Echo, number>()
  /** Who may publish unseen: scripts that run, connections that were not understood. */
  #unseen = 0
  #unseenUntil = 0

  /** Redis will do it now; gives it its id. */
  send(publish: Publish, at: number): void {
    if (publish.id > 0 || publish.failed) return
    publish.id = ++this.#last
    publish.at = at
    publish.index = (this.#places.get(publish.connection) ?? 0) + 1
    this.#places.set(publish.connection, publish.index)
    const echo = this.#echoes.get(publish.key) ?? new Echo()
    this.#echoes.set(publish.key, echo)
    echo.add(publish)
    this.#sent.add(publish)
    if (this.#sent.size > MOST) this.#forgetOldest(at)
  }

  answer(publish: Publish, receivers: number, at: number): void {
    publish.answered = at
    publish.receivers = receivers
    const echo = this.#sent.has(publish) ? this.#echoes.get(publish.key) : undefined
    if (echo === undefined) return
    echo.answered(receivers)
    if (receivers === publish.seen) this.#remove(publish, echo)
    this.#clean(publish, echo)
  }

  /** Its connection ended before its reply: Redis did it by then, or never. */
  abandon(publish: Publish, at: number): void {
    publish.answered = at + ECHO_MS
    publish.doubtful = publish.unsure = true
    const echo = this.#echoes.get(publish.key)
    if (echo !== undefined && !this.#suspected.has(echo)) this.#suspected.set(echo, at)
  }

  /** Redis did not do it. */
  fail(publish: Publish): void {
    publish.failed = true
    const echo = this.#sent.has(publish) ? this.#echoes.get(publish.key) : undefined
    if (echo === undefined) return
    this.#remove(publish, echo)
    this.#clean(publish, echo)
  }

  /** Something that may publish without our seeing it begins. */
  beginUnseen(): void {
    this.#unseen += 1
  }

  endUnseen(at: number): void {
    this.#unseen -= 1
    this.#unseenUntil = Math.max(this.#unseenUntil, at + ECHO_MS)
  }

  deliver(message: Message, listener: Listener): Cause {
    const key = keyOfMessage(message.kind, message.channel, message.message)
    const echo = this.#echoes.get(key)
    if (echo === undefined) return {}
    this.#settle(echo, message.at)
    const of = echo.candidates(listener)
    const [first] = of
    if (first === undefined) return {}
    const many = of.length >= MOST_NAMED
    const sure = !this.#mayBeUnseen(message)
    if (!sure && !this.#suspected.has(echo)) this.#suspected.set(echo, message.at)
    if (many) echo.blur()
    else if (sure) echo.deliver(listener, of)
    else echo.suspect(listener, of)
    if (of.length === 1 && first.seen === first.receivers) this.#remove(first, echo)
    this.#clean(first, echo)
    if (many) return {}
    const earliest = of.reduce((least, { at }) => Math.min(least, at), first.at)
    const ms = rounded(message.at - earliest)
    return of.length === 1 && sure ? { of: first.id, ms } : { oneOf: of.map(({ id }) => id), ms }
  }

  /** A connection is gone. */
  forgetConnection(connection: number): void {
    this.#places.delete(connection)
  }

  #mayBeUnseen({ at, channel }: Message): boolean {
    if (this.#unseen > 0 || at < this.#unseenUntil) return true
    return channel.head.startsWith('__key')
  }

  /** Forgets those that must have come by now. */
  #settle(echo: Echo, at: number): void {
    // Not with each of a flood: it looks at all.
    if (at < (this.#suspected.get(echo) ?? Infinity) + ECHO_MS / 4) return
    this.#suspected.set(echo, at)
    for (const publish of echo.unsureBefore(at - ECHO_MS)) this.#remove(publish, echo)
  }

  #remove(publish: Publish, echo: Echo): void {
    echo.remove(publish)
    this.#sent.delete(publish)
  }

  #clean({ key }: Publish, echo: Echo): void {
    if (!echo.empty && !echo.complete) return
    for (const publish of echo.publishes) this.#sent.delete(publish)
    this.#echoes.delete(key)
  }

  #forgetOldest(at: number): void {
    for (const publish of this.#sent) {
      if (this.#sent.size <= MOST * KEPT_SHARE) break
      const echo = this.#echoes.get(publish.key)
      if (echo === undefined) continue
      this.#remove(publish, echo)
      this.#clean(publish, echo)
    }
    // What was forgotten may still be delivered: until then nothing is certain.
    this.#unseenUntil = Math.max(this.#unseenUntil, at + ECHO_MS)
  }
}

/** Whole microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
