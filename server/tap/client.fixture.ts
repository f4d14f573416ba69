/** One connection to the model of Redis: what Redis knows of it, and what it was sent. */

/** What a delivery is in truth; `by` is undefined when a script or a silent PUBLISH made it. */
export interface Truth {
  readonly kind: 'message' | 'pmessage' | 'smessage'
  readonly channel: string
  readonly message: string
  readonly by: { connection: number; nth: number } | undefined
}

export const bulk = (text: string): string => `$${Buffer.byteLength(text, 'latin1')}\r\n${text}\r\n`
export const NIL = { 2: '$-1\r\n', 3: '_\r\n' }
const ALLOWED = /^(P|S)?(UN)?SUBSCRIBE$|^(PING|RESET|QUIT)$/
/** Not for who monitors. */
const KEYSPACE = /^(S?PUBLISH|EVAL|SET|GET|LRANGE|RPUSH|BLPOP)$/

interface Pushed {
  readonly count?: number
  readonly behind?: boolean
}

export class Client {
  readonly number: number
  resp: 2 | 3 = 2
  readonly topics = {
    channel: new Set<string>(),
    pattern: new Set<string>(),
    shard: new Set<string>(),
  }
  readonly inbox: (readonly string[])[] = []
  outbox = ''
  /** All that it was ever sent. */
  wrote = ''
  monitors = false
  /** In BLPOP: what it sends is not done. */
  blocked = false
  /** In EXEC. */
  executes = false
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
  #behind = ''

  constructor(number: number) {
    this.number = number
  }

  get subscribed(): boolean {
    return Object.values(this.topics).some(({ size }) => size > 0)
  }

  /** Comes also where no reply is wanted. `behind`: not before `flush`. */
  push(words: readonly (string | null)[], { count, behind = false }: Pushed): void {
    const head = this.resp === 3 ? '>' : '*'
    const all = words.map((word) => (word === null ? NIL[this.resp] : bulk(word)))
    if (count !== undefined) all.push(`:${count}\r\n`)
    const push = `${head}${all.length}\r\n${all.join('')}`
    if (behind) this.#behind += push
    else this.#write(push)
  }

  /** A command is over, with all that was in it. */
  flush(): void {
    this.#write(this.#behind)
    this.#behind = ''
  }

  say(reply: string): void {
    if (!this.off && !this.skip) this.#write(reply)
  }

  take(job: string): void {
    this.say(`*2\r\n${bulk('jobs')}${bulk(job)}`)
  }

  /** A command is over. What is to be skipped is so from now on, also lines of MONITOR. */
  next(): void {
    this.skip = this.skipNext
    this.skipNext = false
  }

  #write(reply: string): void {
    this.outbox += reply
    this.wrote += reply
  }
}

/** Before it is queued or done. */
export function isRefused(client: Client, [word = '', ...args]: readonly string[]): boolean {
  if (word === 'NOPE') return true
  if (/^[PS]?SUBSCRIBE$/.test(word) && args.length === 0) return true
  if (client.resp === 2 && client.subscribed && !ALLOWED.test(word)) return true
  return client.monitors && KEYSPACE.test(word)
}
