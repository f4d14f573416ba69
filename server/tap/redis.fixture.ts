/**
 * A small model of Redis with a relay in front, for interleavings that a real one gives only by chance: programs
 * send, Redis does, the relay reads, each when the test says so. It knows the truth that the tap must find.
 */
import type { TapEvent } from '../protocol/index.ts'
import { Tap } from './tap.ts'

/** What a delivery is in truth; `by` is undefined when a script or a silent PUBLISH made it. */
export interface Truth {
  readonly kind: 'message' | 'pmessage' | 'smessage'
  readonly channel: string
  readonly message: string
  readonly by: { connection: number; nth: number } | undefined
}

export const commandBytes = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map(bulk).join('')}`
const bulk = (text: string): string => `$${Buffer.byteLength(text, 'latin1')}\r\n${text}\r\n`

class Client {
  readonly number: number
  resp: 2 | 3 = 2
  readonly topics = {
    channel: new Set<string>(),
    pattern: new Set<string>(),
    shard: new Set<string>(),
  }
  readonly inbox: (readonly string[])[] = []
  outbox = ''
  queued: (readonly string[])[] | undefined
  /** What was queued was wrong: EXEC does nothing. */
  aborts = false
  /** Of a key; `changed` then makes EXEC do nothing. */
  watches = false
  changed = false
  off = false
  skipNext = false
  skip = false
  /** Its publishes that were answered. */
  published = 0
  readonly truths: Truth[] = []

  constructor(number: number) {
    this.number = number
  }

  get subscribed(): boolean {
    return Object.values(this.topics).some(({ size }) => size > 0)
  }

  push(words: readonly (string | null)[], count?: number): void {
    const head = this.resp === 3 ? '>' : '*'
    const all = words.map((word) => (word === null ? NIL[this.resp] : bulk(word)))
    if (count !== undefined) all.push(`:${count}\r\n`)
    this.outbox += `${head}${all.length}\r\n${all.join('')}`
  }

  say(reply: string): void {
    if (!this.off && !this.skip) this.outbox += reply
  }
}

const NIL = { 2: '$-1\r\n', 3: '_\r\n' }
const WORDS = {
  SUBSCRIBE: 'channel',
  PSUBSCRIBE: 'pattern',
  SSUBSCRIBE: 'shard',
} as const
const ALLOWED = /^(P|S)?(UN)?SUBSCRIBE$|^(PING|RESET|QUIT)$/

export class RedisModel {
  readonly events: TapEvent[] = []
  readonly clients: Client[]
  readonly #tap: Tap
  #now = 0

  constructor(clients: number) {
    this.#tap = new Tap({ tell: (event) => this.events.push(event) })
    this.clients = Array.from({ length: clients }, (_, index) => new Client(index + 1))
    for (const { number } of this.clients)
      this.#tap.take({ type: 'opened', connection: number, at: 0, program: `p${number}` })
  }

  /** Lets ms pass; 0 is possible on the wire. */
  pass(ms: number): void {
    this.#now += ms
  }

  send(client: Client, words: readonly string[]): void {
    client.inbox.push(words)
    this.#wire(client, 'program', commandBytes(words))
  }

  /** Redis does the next command of this client. */
  work(client: Client): void {
    const words = client.inbox.shift()
    if (words === undefined) return
    client.skip = client.skipNext
    client.skipNext = false
    this.#do(client, words)
    client.skip = false
  }

  /** The relay reads up to `most` bytes of what Redis wrote to this client. */
  read(client: Client, most = Infinity): void {
    const bytes = client.outbox.slice(0, most)
    client.outbox = client.outbox.slice(bytes.length)
    if (bytes !== '') this.#wire(client, 'redis', bytes)
  }

  /** Everything that was begun comes to its end. */
  drain(): void {
    for (const client of this.clients) while (client.inbox.length > 0) this.work(client)
    for (const client of this.clients) this.read(client)
  }

  close(): void {
    this.#tap.close(this.#now)
  }

  #wire(client: Client, from: 'program' | 'redis', text: string): void {
    const bytes = Buffer.from(text, 'latin1')
    this.#tap.take({ type: 'bytes', connection: client.number, at: this.#now, from, bytes })
  }

  #do(client: Client, words: readonly string[]): void {
    const [word = ''] = words
    if (client.queued !== undefined && !/^(EXEC|DISCARD|RESET|MULTI)$/.test(word)) {
      if (word === 'NOPE') client.aborts = true
      if (word === 'NOPE' || word === 'WATCH') return client.say(`-ERR ${word}: not here\r\n`)
      client.queued.push(words)
      return client.say('+QUEUED\r\n')
    }
    if (client.resp === 2 && client.subscribed && !ALLOWED.test(word))
      return client.say(`-ERR Can't execute '${word.toLowerCase()}': only ...\r\n`)
    this.#execute(client, words)
  }

  #execute(client: Client, words: readonly string[]): void {
    const [word = '', ...args] = words
    switch (word) {
      case 'PUBLISH':
      case 'SPUBLISH':
        return this.#publish(client, word, args)
      case 'EVAL':
        // As if the script said redis.call('PUBLISH', ...).
        this.#deliver('PUBLISH', args, undefined)
        return client.say('$-1\r\n')
      case 'SUBSCRIBE':
      case 'PSUBSCRIBE':
      case 'SSUBSCRIBE':
        return this.#subscribe(client, word, args)
      case 'UNSUBSCRIBE':
      case 'PUNSUBSCRIBE':
      case 'SUNSUBSCRIBE':
        return this.#unsubscribe(client, word, args)
      case 'MULTI':
        return this.#multi(client)
      case 'WATCH':
      case 'SET':
        return this.#key(client, word)
      case 'EXEC':
        return this.#exec(client)
      case 'DISCARD':
        if (client.queued === undefined) return client.say('-ERR DISCARD without MULTI\r\n')
        client.queued = undefined
        client.watches = client.changed = false
        return client.say('+OK\r\n')
      case 'HELLO':
        client.resp = args[0] === '3' ? 3 : 2
        return client.say(
          client.resp === 3 ? '%1\r\n+server\r\n+redis\r\n' : '*2\r\n+server\r\n+redis\r\n',
        )
      case 'RESET':
        return this.#reset(client)
      case 'CLIENT':
        return args[0] === 'REPLY' ? this.#reply(client, args[1]) : client.say('+OK\r\n')
      case 'LRANGE':
        return client.say('*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n')
      case 'PING':
        return client.say(
          client.resp === 2 && client.subscribed ? '*2\r\n$4\r\npong\r\n$0\r\n\r\n' : '+PONG\r\n',
        )
      default:
        return client.say(`-ERR unknown command '${word}'\r\n`)
    }
  }

  /** There is one key. */
  #key(client: Client, word: 'WATCH' | 'SET'): void {
    if (word === 'WATCH') client.watches = true
    else for (const each of this.clients) each.changed ||= each.watches
    client.say('+OK\r\n')
  }

  #publish(client: Client, word: 'PUBLISH' | 'SPUBLISH', args: readonly string[]): void {
    const silent = client.off || client.skip
    if (!silent) client.published += 1
    const by = silent ? undefined : { connection: client.number, nth: client.published }
    client.say(`:${this.#deliver(word, args, by)}\r\n`)
  }

  #deliver(word: 'PUBLISH' | 'SPUBLISH', args: readonly string[], by: Truth['by']): number {
    const [channel = '', message = ''] = args
    let receivers = 0
    const give = (to: Client, kind: Truth['kind'], words: string[]): void => {
      to.push([kind, ...words])
      to.truths.push({ kind, channel, message, by })
      receivers += 1
    }
    for (const client of this.clients) {
      const { topics } = client
      if (word === 'SPUBLISH' && topics.shard.has(channel))
        give(client, 'smessage', [channel, message])
      if (word === 'SPUBLISH') continue
      if (topics.channel.has(channel)) give(client, 'message', [channel, message])
      for (const pattern of topics.pattern)
        if (channel.startsWith(pattern.replace('*', '')))
          give(client, 'pmessage', [pattern, channel, message])
    }
    return receivers
  }

  #subscribe(client: Client, word: keyof typeof WORDS, names: readonly string[]): void {
    for (const name of names) {
      client.topics[WORDS[word]].add(name)
      client.push([word.toLowerCase(), name], this.#count(client, WORDS[word]))
    }
  }

  #unsubscribe(client: Client, word: string, names: readonly string[]): void {
    const kind = word.startsWith('P') ? 'pattern' : word.startsWith('S') ? 'shard' : 'channel'
    const set = client.topics[kind]
    const all = names.length > 0 ? names : [...set]
    for (const name of all) {
      set.delete(name)
      client.push([word.toLowerCase(), name], this.#count(client, kind))
    }
    if (all.length === 0) client.push([word.toLowerCase(), null], this.#count(client, kind))
  }

  #count({ topics }: Client, kind: 'channel' | 'pattern' | 'shard'): number {
    return kind === 'shard' ? topics.shard.size : topics.channel.size + topics.pattern.size
  }

  #multi(client: Client): void {
    if (client.queued !== undefined) return client.say('-ERR MULTI calls can not be nested\r\n')
    client.queued = []
    client.aborts = false
    client.say('+OK\r\n')
  }

  #exec(client: Client): void {
    const { queued, aborts, changed } = client
    if (queued === undefined) return client.say('-ERR EXEC without MULTI\r\n')
    client.queued = undefined
    client.watches = client.changed = false
    if (aborts)
      return client.say('-EXECABORT Transaction discarded because of previous errors.\r\n')
    if (changed) return client.say(client.resp === 3 ? '_\r\n' : '*-1\r\n')
    client.say(`*${queued.length}\r\n`)
    for (const words of queued) this.#execute(client, words)
  }

  #reset(client: Client): void {
    for (const set of Object.values(client.topics)) set.clear()
    Object.assign(client, {
      resp: 2,
      queued: undefined,
      off: false,
      watches: false,
      changed: false,
    })
    client.say('+RESET\r\n')
  }

  #reply(client: Client, how = ''): void {
    if (how === 'ON') {
      client.off = client.skip = false
      client.say('+OK\r\n')
    } else if (how === 'OFF') client.off = true
    else if (!client.off) client.skipNext = client.skip = true
  }
}
