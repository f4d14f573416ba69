/** A Redis of a few answers at the other end of a scripted lab's way. */
import { Duplex } from 'node:stream'

export class SmallRedis {
  /** What came, in order, over all ways. */
  readonly heard: string[] = []
  #ways: Duplex[] = []
  readonly #answer: (heard: string) => string

  /** `answer` gives what is sent back to what was heard, '' for nothing. */
  constructor(answer: (heard: string) => string) {
    this.#answer = answer
  }

  readonly open = (): Duplex => {
    const way: Duplex = new Duplex({
      read() {},
      write: (bytes: Buffer, _, done) => {
        this.heard.push(bytes.toString())
        way.push(this.#answer(bytes.toString()))
        done()
      },
    })
    this.#ways.push(way)
    return way
  }

  /** Sends something by itself, on the way that was opened last. */
  send(text: string): void {
    this.#ways.at(-1)?.push(text)
  }

  /** How many ways are open. */
  get ways(): number {
    return this.#ways.filter((way) => !way.destroyed).length
  }
}
