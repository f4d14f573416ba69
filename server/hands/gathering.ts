/** Puts the tokens of one reply together, within bounds. Pure. */
import type { Token } from './decoder.ts'

/** A map is its keys and values in turn, as RESP2 has it. */
export type Reply = string | number | boolean | null | ReplyError | readonly Reply[]

/** An error, in the words of Redis. */
export interface ReplyError {
  readonly error: string
}

/** COMMAND DOCS has some ten thousand tokens, eight deep. */
const MOST_TOKENS = 200_000
const DEEPEST = 64

interface Level {
  readonly items: Reply[]
  left: number
}

export class Gathering {
  readonly #levels: Level[] = []
  #tokens = 0

  /** The reply, when it is whole. Throws a RangeError when it is too long or nested too deep. */
  take(token: Token): Reply | undefined {
    this.#tokens += 1
    if (this.#tokens > MOST_TOKENS) throw new RangeError('a reply without end')
    if (!('count' in token) || token.count === 0) return this.#done(plain(token))
    if (this.#levels.length >= DEEPEST) throw new RangeError('a reply that is nested too deep')
    this.#levels.push({ items: [], left: token.type === 'map' ? token.count * 2 : token.count })
    return undefined
  }

  #done(first: Reply): Reply | undefined {
    let reply = first
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      level.items.push(reply)
      level.left -= 1
      if (level.left > 0) return undefined
      this.#levels.pop()
      reply = level.items
    }
    return reply
  }
}

function plain(token: Token): Reply {
  switch (token.type) {
    case 'status':
    case 'double':
    case 'big number':
      return token.text
    case 'integer':
      return Number(token.text)
    case 'error':
      return { error: token.text }
    case 'string':
    case 'verbatim':
      return token.bytes.toString()
    case 'boolean':
      return token.value
    case 'nil':
      return null
    default:
      return []
  }
}
