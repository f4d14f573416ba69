/**
 * A small model of Redis with a relay in front, for interleavings that a real one gives only by chance: programs
 * send, Redis does, the relay reads, each when the test says so. It knows the truth that the tap must find.
 */
import type { TapEvent } from '../protocol/index.ts'
import { bulk, Client, isRefused, NIL, type Truth } from './client.fixture.ts'
import { Tap } from './tap.ts'

/** What EVAL runs: its arguments are a channel, a message, and how many times. */
export const SCRIPT = "for i = 1, tonumber(ARGV[3]) do redis.call('PUBLISH', ARGV[1], ARGV[2]) end"

export const commandBytes = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map(bulk).join('')}`

const NIL_ARRAY = { 2: '*-1\r\n', 3: '_\r\n' }
const WORDS = {
  SUBSCRIBE: 'channel',
  PSUBSCRIBE: 'pattern',
  SSUBSCRIBE: 'shard',
} as const
const NOT_IN_MULTI = '-ERR not in MULTI\r\n'

/** Where a message stands that a command sends to its own connection: amid its reply (7.0), or behind it (7.2 on). */
export type Own = 'amid' | 'behind'

export class RedisModel {
  readonly events: TapEvent[] = []
  readonly clients: Client[]
  readonly #own: Own
  readonly #tap: Tap
  #now = 0
  /** Of the one list that is waited for. */
  readonly #jobs: string[] = []
  readonly #blocked: Client[] = []
  /** They waited, and what they sent meanwhile can be done. */
  readonly #served: Client[] = []

  constructor(clients: number, own: Own) {
    this.#own = own
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
    const words = client.blocked ? undefined : client.inbox.shift()
    if (words === undefined) return
    this.#do(client, words)
    client.flush()
    if (!client.blocked) client.next()
    this.#serve()
  }

  /** Redis does all that this client sent, then what those had sent who waited for it, in their order. */
  workAll(client: Client): void {
    this.#served.length = 0
    for (let next: Client | undefined = client; next !== undefined; next = this.#served.shift())
      while (!next.blocked && next.inbox.length > 0) this.work(next)
  }

  /** The relay reads up to `most` bytes of what Redis wrote to this client. */
  read(client: Client, most = Infinity): void {
    const bytes = client.outbox.slice(0, most)
    client.outbox = client.outbox.slice(bytes.length)
    if (bytes !== '') this.#wire(client, 'redis', bytes)
  }

  /** Everything that was begun comes to its end. */
  drain(): void {
    for (const client of this.clients) this.workAll(client)
    while (this.#blocked.length > 0) {
      this.#jobs.push('x')
      this.#serve()
      for (const client of this.clients) this.workAll(client)
    }
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
    if (isRefused(client, words)) return this.#refuse(client, word)
    if (client.queued !== undefined && !/^(EXEC|DISCARD|RESET|MULTI|WATCH)$/.test(word)) {
      client.queued.push(words)
      return client.say('+QUEUED\r\n')
    }
    this.#call(client, words)
  }

  #refuse(client: Client, word: string): void {
    client.aborts = true
    if (word !== 'EXEC') return client.say(`-ERR ${word}: not so\r\n`)
    client.watches = client.changed = false
    client.say('-EXECABORT not so\r\n')
    this.#feed('A', [word])
  }

  #call(client: Client, words: readonly string[]): void {
    const [word] = words
    // A script's line stands before those of what it does.
    if (word === 'EVAL') this.#feed('A', words)
    this.#execute(client, words)
    if (word !== 'EVAL' && word !== 'MONITOR') this.#feed('A', words)
  }

  #eval(client: Client, [, , channel = '', message = '', times]: readonly string[]): void {
    for (let done = 0; done < Number(times); done++) {
      this.#deliver(client, ['PUBLISH', channel, message], undefined)
      this.#feed('lua', ['PUBLISH', channel, message])
    }
    client.say(NIL[client.resp])
  }

  #wait(client: Client): void {
    const job = this.#jobs.shift()
    if (job !== undefined) return client.take(job)
    if (client.executes) return client.say(NIL_ARRAY[client.resp])
    client.blocked = true
    this.#blocked.push(client)
  }

  /** Who has waited longest gets the first. */
  #serve(): void {
    while (this.#jobs.length > 0 && this.#blocked.length > 0) {
      const [client] = this.#blocked.splice(0, 1)
      if (client === undefined) return
      client.blocked = false
      this.#served.push(client)
      client.take(this.#jobs.shift() ?? '')
      client.next()
    }
  }

  /** To who monitors. */
  #feed(from: 'A' | 'lua', words: readonly string[]): void {
    const line = `+0.000000 [0 ${from}] ${words.map((word) => `"${word}"`).join(' ')}\r\n`
    for (const client of this.clients) if (client.monitors) client.say(line)
  }

  #execute(client: Client, words: readonly string[]): void {
    const [word = '', ...args] = words
    switch (word) {
      case 'PUBLISH':
      case 'SPUBLISH':
        return this.#publish(client, word, args)
      case 'SUBSCRIBE':
      case 'PSUBSCRIBE':
      case 'SSUBSCRIBE':
        if (word === 'SSUBSCRIBE' && client.executes) return client.say(NOT_IN_MULTI)
        return this.#subscribe(client, word, args)
      case 'UNSUBSCRIBE':
      case 'PUNSUBSCRIBE':
      case 'SUNSUBSCRIBE':
        return this.#unsubscribe(client, word, args)
      case 'MULTI':
        return this.#multi(client)
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
      default:
        return this.#executeOther(client, words)
    }
  }

  #executeOther(client: Client, words: readonly string[]): void {
    const [word, ...args] = words
    switch (word) {
      case 'WATCH':
        if (client.queued !== undefined) return client.say('-ERR WATCH: not in MULTI\r\n')
        return this.#key(client, word)
      case 'SET':
        return this.#key(client, word)
      case 'EVAL':
        return this.#eval(client, args)
      case 'MONITOR':
        if (client.executes) return client.say(NOT_IN_MULTI)
        // Who does already is not answered.
        if (!client.monitors) client.say('+OK\r\n')
        client.monitors = true
        return
      case 'RPUSH':
        return client.say(`:${this.#jobs.push(args[1] ?? '')}\r\n`)
      case 'BLPOP':
        return this.#wait(client)
      case 'GET':
        return client.say(bulk('message'))
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
    client.say(`:${this.#deliver(client, [word, ...args], by)}\r\n`)
  }

  #deliver(from: Client, words: readonly string[], by: Truth['by']): number {
    const [word, channel = '', message = ''] = words
    let receivers = 0
    const give = (to: Client, kind: Truth['kind'], words: string[]): void => {
      to.push([kind, ...words], { behind: to === from && this.#own === 'behind' })
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
      client.push([word.toLowerCase(), name], { count: this.#count(client, WORDS[word]) })
    }
  }

  #unsubscribe(client: Client, word: string, names: readonly string[]): void {
    const kind = word.startsWith('P') ? 'pattern' : word.startsWith('S') ? 'shard' : 'channel'
    const set = client.topics[kind]
    const all = names.length > 0 ? names : [...set]
    for (const name of all) {
      set.delete(name)
      client.push([word.toLowerCase(), name], { count: this.#count(client, kind) })
    }
    if (all.length === 0)
      client.push([word.toLowerCase(), null], { count: this.#count(client, kind) })
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
    client.executes = true
    for (const words of queued) this.#call(client, words)
    client.executes = false
  }

  #reset(client: Client): void {
    for (const set of Object.values(client.topics)) set.clear()
    Object.assign(client, {
      resp: 2,
      queued: undefined,
      monitors: false,
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
    else if (!client.off) client.skipNext = true
  }
}
