/** One connection of the prompt: commands go out, replies come back in words. */
import type { Duplex } from 'node:stream'
import type { Open } from './client.ts'
import { Decoder } from './decoder.ts'
import { Printer, type Printed } from './printer.ts'

export interface LinkEvents {
  /** A reply is whole. */
  printed(printed: Printed): void
  /** Once, unless `close` was called. `heard`: something had come on it before. */
  closed(heard: boolean): void
}

export class Link {
  readonly #way: Duplex
  readonly #events: LinkEvents
  #printer: Printer | undefined
  /** Replies to what was said to a new connection of ourselves. */
  #unprinted = 0
  #raw = false
  #heard = false
  #open = true

  /** Says `first` before anything else; what comes back is not told. */
  constructor(open: Open, events: LinkEvents, first: readonly (readonly string[])[] = []) {
    this.#events = events
    this.#way = open()
    const decoder = new Decoder((token) => {
      this.#printer ??= new Printer(this.#raw && this.#unprinted === 0)
      const printed = this.#printer.take(token)
      if (printed === undefined) return
      this.#printer = undefined
      if (this.#unprinted === 0) this.#events.printed(printed)
      else this.#unprinted -= 1
    })
    this.#way.on('data', (bytes: Buffer) => {
      this.#heard = true
      if (this.#open) this.#take(decoder, bytes)
    })
    // A close follows.
    this.#way.on('error', () => {})
    this.#way.on('close', () => this.#closed())
    for (const words of first) this.#write(words.map((word) => Buffer.from(word)))
    this.#unprinted = first.length
  }

  /** `raw`: how its reply is printed. */
  send(words: readonly Buffer[], raw: boolean): void {
    this.#raw = raw
    this.#write(words)
  }

  close(): void {
    this.#open = false
    this.#way.destroy()
  }

  #write(words: readonly Buffer[]): void {
    const parts = words.flatMap((word) => [`$${word.length}\r\n`, word, '\r\n'])
    const all = [`*${words.length}\r\n`, ...parts]
    this.#way.write(Buffer.concat(all.map((part) => Buffer.from(part))))
  }

  #take(decoder: Decoder, bytes: Buffer): void {
    try {
      decoder.write(bytes)
    } catch {
      // No reply, or one nested beyond reason: nothing after it could be told from anything.
      this.#way.destroy()
    }
  }

  #closed(): void {
    if (!this.#open) return
    this.#open = false
    this.#events.closed(this.#heard)
  }
}
