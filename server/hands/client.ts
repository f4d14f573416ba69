/**
 * Commands to the lab's Redis over a way that is given. It says nothing but what it is told to, so that who monitors
 * this Redis sees the learner's own commands alone. By hand: a program may have taken that Redis over, and clients
 * made for one's own throw at replies that nobody asked for.
 */
import type { Duplex } from 'node:stream'
import { Decoder } from './decoder.ts'
import { Gathering, type Reply, type ReplyError } from './gathering.ts'

/** Opens a new way to the lab's Redis. */
export type Open = () => Duplex

/** An answer takes no longer, and no more bytes: those to COMMAND DOCS are a tenth of it. */
const COMMAND_MS = 5_000
const MOST_BYTES = 4_000_000
const CLOSED = 'Connection is closed.'

/** Redis refused a command; its own words. */
export class Refused extends Error {}

interface Asked {
  readonly answer: (reply: Reply) => void
  readonly fail: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** Connects with its first command, and does not come back by itself. */
export class Client {
  readonly #open: Open
  #way: Duplex | undefined
  #asked: Asked[] = []
  #over = false

  constructor(open: Open) {
    this.#open = open
  }

  /** The connection is lost, or was closed: every command is rejected. */
  get over(): boolean {
    return this.#over
  }

  /** Rejects with Refused, or when no answer comes. */
  ask(...words: readonly string[]): Promise<Reply> {
    if (this.#over) return Promise.reject(new Error(CLOSED))
    this.#way ??= this.#connect()
    this.#way.write(`*${words.length}\r\n${words.map(bulk).join('')}`)
    return new Promise((answer, fail) => {
      const timer = setTimeout(() => this.close(), COMMAND_MS)
      this.#asked.push({ answer, fail, timer })
    })
  }

  close(): void {
    this.#over = true
    this.#way?.destroy()
    for (const { fail, timer } of this.#asked.splice(0)) {
      clearTimeout(timer)
      fail(new Error(CLOSED))
    }
  }

  #connect(): Duplex {
    const way = this.#open()
    let gathering = new Gathering()
    let left = MOST_BYTES
    const decoder = new Decoder((token) => {
      const reply = gathering.take(token)
      if (reply === undefined) return
      gathering = new Gathering()
      left = MOST_BYTES
      this.#answered(reply)
    })
    way.on('data', (bytes: Buffer) => {
      left -= bytes.length
      try {
        if (left < 0) throw new RangeError('an answer without end')
        decoder.write(bytes)
      } catch {
        // Nothing after it could be told from anything.
        this.close()
      }
    })
    // A close follows.
    way.on('error', () => {})
    way.on('close', () => this.close())
    return way
  }

  #answered(reply: Reply): void {
    const asked = this.#asked.shift()
    if (asked === undefined) throw new RangeError('an answer that nobody asked for')
    clearTimeout(asked.timer)
    if (isError(reply)) asked.fail(new Refused(reply.error))
    else asked.answer(reply)
  }
}

function isError(reply: Reply): reply is ReplyError {
  return typeof reply === 'object' && reply !== null && 'error' in reply
}

function bulk(word: string): string {
  return `$${Buffer.byteLength(word)}\r\n${word}\r\n`
}
