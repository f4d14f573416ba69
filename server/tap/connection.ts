/** One connection: its commands met with their replies, its deliveries with publishes, told as events. */
import type { ReplyKind, TapEvent } from '../protocol/index.ts'
import { CommandDecoder, type Command } from './commands.ts'
import { Behind } from './behind.ts'
import { Order } from './echo.ts'
import type { Matching } from './matching.ts'
import { shownOf } from './name.ts'
import { deliveryIn } from './delivery.ts'
import { keyOf, textOf, type Piece } from './piece.ts'
import { Pending, type Allowance, type Asked } from './pending.ts'
import { payloadOf, publishIn, type Publish } from './publish.ts'
import { CONFIRMATIONS, countIn, MESSAGES, ReplyDecoder, type Value } from './replies.ts'
import { isScript, Sending } from './sending.ts'
import { NotUnderstood } from './reader.ts'
import { confirmationIn, Topics, type Confirmation } from './topics.ts'

export interface Whose {
  readonly program: string
  readonly run?: number
  readonly connection: number
}

/** What the connections of a lab share. */
export interface Site {
  readonly matching: Matching
  readonly allowance: Allowance
  tell(event: TapEvent): void
  /** Name of the thread that reads a connection, where that is known. */
  thread(connection: number): string | undefined
}

export class Connection {
  readonly #site: Site
  readonly #whose: Whose
  readonly #commands = new CommandDecoder((command) => this.#sent(command))
  readonly #replies = new ReplyDecoder({
    value: (value) => this.#came(value),
    item: (item) => this.#cameInArray(item),
  })
  readonly #sending: Sending
  readonly #pending: Pending
  readonly #topics = new Topics()
  readonly #order = new Order()
  readonly #behind = new Behind()
  /** When the bytes that are read now were seen. */
  #at = 0
  #resp: 2 | 3 = 2
  #monitors = false
  /** MONITOR was sent at some time. */
  #mayMonitor = false
  /** Something came of Redis. */
  #heard = false
  /** What of it is still followed: `replies` when commands were not understood. */
  #follows: 'both' | 'replies' | 'nothing' = 'both'
  /** What EXEC does, while its reply is read. */
  #doing: { readonly asked: readonly Asked[]; next: number } | undefined

  constructor(site: Site, whose: Whose) {
    this.#site = site
    this.#whose = whose
    this.#pending = new Pending(site.allowance)
    this.#sending = new Sending(site.matching)
  }

  /** Bytes in their order, seen at `at` (ms). Never throws for what they are. */
  take(from: 'program' | 'redis', bytes: Buffer, at: number): void {
    this.#at = at
    if (this.#follows === 'nothing' || (from === 'program' && this.#follows === 'replies')) return
    try {
      if (from === 'program') this.#commands.push(bytes)
      else this.#replies.push(bytes)
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      this.#lose(error.message, from === 'program' ? 'replies' : 'nothing')
    }
  }

  close(by: 'program' | 'redis' | 'you' | 'lab', at: number): void {
    this.#at = at
    const unanswered = this.#giveUp()
    if (this.#follows !== 'both') this.#site.matching.endUnseen(at)
    this.#site.matching.forgetConnection(this.#whose.connection)
    const say = this.#follows === 'nothing' ? undefined : this.#left(unanswered)
    this.#tell({ type: 'disconnected', at, ...this.#whose, by, ...(say ? { say } : {}) })
  }

  #left(unanswered: number): string | undefined {
    if (this.#replies.midway) return 'It ended in the middle of a reply.'
    if (unanswered === 0) return undefined
    return `${unanswered === 1 ? 'One command was' : `${unanswered} commands were`} not answered.`
  }

  #sent(command: Command): void {
    if (this.#follows !== 'both') return
    if (command.word === 'MONITOR') this.#mayMonitor = true
    const publish = publishIn(command, this.#whose.connection)
    const barred = this.#barred(command)
    const { silent, unseen } = this.#sending.take({ command, publish, barred }, this.#at)
    const { muddle } = this.#sending
    if (muddle !== undefined) return this.#lose(muddle, 'nothing')
    const asked: Asked = { command, at: this.#at, publish, unseen }
    if (silent) this.#unanswered(asked)
    else if (!this.#pending.push(asked))
      this.#lose('too many commands wait for their answers', 'replies')
  }

  /** Whether Redis refuses it, as RESP2 does while something is subscribed, and as it does of who monitors. */
  #barred({ word }: Command): 'no' | 'perhaps' | 'yes' {
    if (this.#mayMonitor && PUBLISHES.test(word)) return 'perhaps'
    const { subscribing, leaving, switching } = this.#pending
    const subscribed = this.#topics.any || subscribing
    if (!subscribed || ALLOWED.test(word) || (this.#resp === 3 && !switching)) return 'no'
    return this.#topics.any && !leaving && !switching ? 'yes' : 'perhaps'
  }

  #came(value: Value): void {
    const first = !this.#heard
    this.#heard = true
    if (this.#isMonitored(value)) return
    this.#passMonitors()
    const confirmation = this.#confirmationIn(value)
    const message = confirmation === undefined ? this.#isMessage(value) : 'no'
    if (message === 'yes') return this.#delivered(value)
    if (message === 'perhaps') return this.#lose('a message of a MULTI, or a reply', 'nothing')
    if (this.#doing === undefined) this.#behind.clear()
    if (confirmation !== undefined) return this.#confirmed(confirmation)
    if (first && value.kind === 'error' && NOBODYS.test(value.head)) return this.#error('', value)
    const asked = this.#pending.shift()
    if (asked !== undefined) this.#answer(asked, value)
    else if (value.kind === 'error') this.#error('', value)
    else if (this.#follows === 'both') this.#lose('a reply that no command asked for', 'replies')
  }

  /** In RESP2 an array that looks like a message may be a reply. */
  #isMessage(value: Value): 'yes' | 'no' | 'perhaps' {
    if (value.kind === 'push') return 'yes'
    // EXEC's own reply, whatever stands in it.
    if (this.#doing !== undefined || !isMessage(value)) return 'no'
    if (this.#resp === 2 && this.#topics.any) return 'yes'
    return this.#behind.takes(value, this.#pending.head !== undefined)
  }

  /** An element of the array that is being read: with EXEC the reply of a queued command. */
  #cameInArray(item: Value): boolean {
    this.#passMonitors()
    const { head } = this.#pending
    if (head?.command.word !== 'EXEC' || !this.#pending.inMulti) return true
    // Redis writes the line of each command behind its reply.
    if (this.#isMonitored(item)) return false
    this.#order.reached(head.at)
    this.#doing ??= { asked: this.#pending.queued, next: 0 }
    const asked = this.#doing.asked[this.#doing.next]
    if (this.#resp === 2 && this.#topics.any && isMessage(item) && mayPublish(asked, item)) {
      if (asked?.publish !== undefined) this.#behind.amid()
      this.#delivered(item)
      return false
    }
    const confirmation = confirms(asked, item) ? confirmationIn(item) : undefined
    const counts = confirmation === undefined || this.#confirm(confirmation, asked)
    if (counts) this.#doing.next += 1
    if (asked === undefined || confirmation !== undefined) return counts
    this.#settle(asked, item)
    if (this.#resp === 2) this.#behind.add(asked, this.#topics)
    return counts
  }

  #answer(asked: Asked, value: Value): void {
    const { word } = asked.command
    this.#order.reached(asked.at)
    if (value.kind === 'status' && value.head === 'QUEUED') {
      // The MULTI itself may have wanted no reply.
      if (!this.#pending.inMulti) this.#pending.beginMulti()
      if (!this.#pending.queue(asked)) this.#lose('too many commands are queued', 'replies')
      return
    }
    if (word === 'EXEC') this.#executed(value)
    else if (value.kind !== 'error') this.#switch(asked, value)
    this.#settle(asked, value)
  }

  #executed({ kind }: Value): void {
    this.#doing = undefined
    const queued = this.#pending.endMulti()
    if (kind === 'array') return
    // Refused, or what was watched had changed: nothing of it was done.
    for (const { publish } of queued) if (publish !== undefined) this.#site.matching.fail(publish)
  }

  /** What an answered command changes of the connection. */
  #switch({ command: { word } }: Asked, value: Value): void {
    if (word === 'MULTI' && value.head === 'OK') this.#pending.beginMulti()
    if (word === 'DISCARD') this.#pending.endMulti()
    if (word === 'MONITOR') this.#monitors = true
    if (word !== 'RESET') return
    this.#pending.endMulti()
    this.#monitors = false
    this.#resp = 2
    for (const { kind, topic } of this.#topics.clear())
      this.#tell({ type: 'unsubscribed', ...this.#seen(), channel: shown(topic), kind, count: 0 })
  }

  #settle(asked: Asked, value: Value): void {
    const { matching } = this.#site
    const { command, publish } = asked
    if (asked.unseen) matching.endUnseen(this.#at)
    if (value.kind === 'error') {
      if (publish !== undefined) matching.fail(publish)
      return this.#error(shownOf(command).name, value)
    }
    const [first] = command.args
    // Within EXEC as well: what comes after it in the array is written otherwise.
    if (command.word === 'HELLO' && first !== undefined) this.#resp = first.head === '3' ? 3 : 2
    const receivers = publish && countIn(value)
    if (publish !== undefined && receivers !== undefined) return this.#published(publish, receivers)
    this.#done(asked, value.kind === 'push' ? 'array' : value.kind)
  }

  #done({ command, at }: Asked, reply: ReplyKind): void {
    const ms = rounded(this.#at - at)
    this.#tell({ type: 'command', at, ...this.#whose, ...shownOf(command), reply, ms })
  }

  #published(publish: Publish, receivers: number): void {
    const { matching } = this.#site
    // Sent in a MULTI that Redis had refused.
    if (publish.id === 0) matching.send(publish, this.#at)
    matching.answer(publish, receivers, this.#at)
    const { id, at, kind } = publish
    const of = { ...this.#whose, id, channel: shown(publish.channel) }
    const payload = payloadOf(publish.message)
    const ms = rounded(this.#at - at)
    this.#tell({ type: 'published', at, ...of, kind, ...payload, receivers, ms })
    if (receivers === 0) this.#tell({ type: 'lost', at: this.#at, ...of, ...payload })
  }

  #delivered(value: Value): void {
    const delivery = deliveryIn(value)
    if (delivery === undefined) return
    const { kind, channel, pattern, message } = delivery
    const topic = pattern ?? channel
    const sort = kind === 'shard' ? 'shard' : 'channel'
    const cause = this.#site.matching.deliver(
      { kind: sort, channel, message, at: this.#at },
      {
        key: `${this.#whose.connection} ${kind} ${keyOf(topic)}`,
        since: this.#topics.since(kind, topic),
        order: this.#order,
      },
    )
    const thread = this.#site.thread(this.#whose.connection)
    this.#tell({
      type: 'delivered',
      ...this.#seen(),
      channel: shown(channel),
      kind,
      ...(pattern === undefined ? {} : { pattern: shown(pattern) }),
      ...payloadOf(message),
      ...cause,
      ...(thread === undefined ? {} : { thread }),
    })
  }

  #confirmationIn(value: Value): Confirmation | undefined {
    const word = value.items[0]?.head ?? ''
    if (value.length !== 3 || !CONFIRMATIONS.has(word)) return undefined
    if (value.kind === 'push') return confirmationIn(value)
    // In RESP3 an array is what a script made up.
    if (value.kind !== 'array' || this.#resp === 3) return undefined
    const asked = this.#pending.head?.command.word.toLowerCase() === word
    return asked || this.#topics.any ? confirmationIn(value) : undefined
  }

  /** Redis has no reply for who asks to monitor while it does. */
  #passMonitors(): void {
    if (!this.#monitors || this.#pending.inMulti || (this.#resp === 2 && this.#topics.any)) return
    while (this.#pending.head !== undefined && isMonitor(this.#pending.head)) {
      const asked = this.#pending.shift()
      if (asked !== undefined) this.#unanswered(asked)
    }
  }

  #isMonitored({ kind, head }: Value): boolean {
    return this.#monitors && kind === 'status' && MONITORED.test(head)
  }

  /** An answer to a SUBSCRIBE or UNSUBSCRIBE, or without one. */
  #confirmed(confirmation: Confirmation): void {
    const { head } = this.#pending
    if (head !== undefined) this.#order.reached(head.at)
    if (this.#confirm(confirmation, head)) this.#pending.shift()
  }

  /** True when it was the last answer to `asked`. */
  #confirm(confirmation: Confirmation, asked: Asked | undefined): boolean {
    const { word, kind, topic, count } = confirmation
    const had = this.#topics.size(kind)
    this.#topics.confirm(confirmation, this.#at)
    if (topic !== undefined) {
      const type = word.includes('unsub') ? 'unsubscribed' : 'subscribed'
      this.#tell({ type, ...this.#seen(), channel: shown(topic), kind, count })
    }
    if (asked?.command.word.toLowerCase() !== word) return false
    if (topic === undefined) this.#done(asked, 'nil')
    asked.left = (asked.left ?? (asked.command.count > 0 ? asked.command.count : had)) - 1
    return asked.left <= 0
  }

  #error(name: string, value: Piece): void {
    this.#tell({ type: 'error', ...this.#seen(), name, say: textOf(value).text })
  }

  /** Tells once that part of the traffic is not followed any more. */
  #lose(why: string, follows: 'replies' | 'nothing'): void {
    const before = this.#follows
    this.#follows = follows
    this.#giveUp()
    if (before !== 'both') return
    this.#site.matching.beginUnseen()
    this.#tell({ type: 'error', ...this.#seen(), name: '', say: `Not followed any more: ${why}.` })
  }

  /** Nothing that waits will be answered; returns how many those are. */
  #giveUp(): number {
    const waiting = this.#pending.clear()
    this.#doing = undefined
    for (const asked of waiting) {
      if (asked.unseen) this.#site.matching.endUnseen(this.#at)
      this.#unanswered(asked)
    }
    return waiting.length
  }

  #unanswered(asked: Asked): void {
    const { publish } = asked
    if (publish !== undefined && publish.id > 0) this.#site.matching.abandon(publish, this.#at)
    this.#done(asked, 'none')
  }

  #seen(): Whose & { at: number } {
    return { at: this.#at, ...this.#whose }
  }

  #tell(event: TapEvent): void {
    this.#site.tell(event)
  }
}

/** What RESP2 allows while something is subscribed. */
const ALLOWED = /^([PS]?(UN)?SUBSCRIBE|PING|QUIT|RESET)$/
/** What Redis refuses of who monitors, and what counts here. */
const PUBLISHES = /^S?PUBLISH$/
const MONITORED = /^\d+\.\d{6} \[\d+ /
/** What Redis says without being asked, before anything else and before it hangs up. */
const NOBODYS =
  /^(ERR max number of clients|ERR Protocol error|DENIED Redis is running in protected)/

function isMessage({ kind, items }: Value): boolean {
  return kind === 'array' && MESSAGES.has(items[0]?.head ?? '')
}

function isMonitor({ command: { word, count } }: Asked): boolean {
  return word === 'MONITOR' && count === 0
}

/** In EXEC's array only a command of that name is answered by a confirmation; a script can make one up. */
function confirms(asked: Asked | undefined, { items: [word] }: Value): boolean {
  return asked === undefined || asked.command.word.toLowerCase() === word?.head
}

/** Keyspace events, and invalidations that CLIENT TRACKING redirects: they come of any command. */
const OF_KEYS = /^__(key|redis__:)/

/** In Redis 7.0 a command's own reply follows what it makes Redis send: see behind.ts. */
function mayPublish(asked: Asked | undefined, { items }: Value): boolean {
  const published = asked?.publish !== undefined || isScript(asked?.command.word ?? '')
  return published || items.some(({ head }) => OF_KEYS.test(head))
}

function shown(piece: Piece): string {
  return textOf(piece).text
}

/** Whole microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
