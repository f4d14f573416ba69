/** Our own stdout and stderr: bytes in order, and a word when they are full or drained. */

/** Beyond this much unwritten, the lab is not read any more. */
const FULL = 256 * 1024

export interface Flow {
  full(): void
  drained(): void
  /** Nobody reads us any more. */
  broken(): void
}

export class Sinks {
  readonly #flow: Flow
  #held = false
  #closed = false

  constructor(flow: Flow) {
    this.#flow = flow
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('drain', () => {
        this.#check()
      })
      stream.on('error', () => {
        this.close()
        this.#flow.broken()
      })
    }
  }

  write(stream: 'out' | 'err', bytes: Buffer | string): void {
    if (this.#closed) return
    const target = stream === 'out' ? process.stdout : process.stderr
    target.write(bytes)
    this.#check()
  }

  /** Nobody waits for what is left: it is not written, and nothing more is held for it. */
  close(): void {
    this.#closed = true
  }

  /** Resolves when all is written, or cannot be. */
  async flush(): Promise<void> {
    if (this.#closed) return
    await Promise.all(
      [process.stdout, process.stderr].map(
        (stream) =>
          new Promise<void>((resolve) => {
            if (stream.destroyed || stream.writableLength === 0) resolve()
            else
              stream.write('', () => {
                resolve()
              })
          }),
      ),
    )
  }

  #check(): void {
    if (this.#closed) return
    const full = process.stdout.writableLength + process.stderr.writableLength > FULL
    if (full === this.#held) return
    // `drain` comes only at 0, so what is held is let go there at the latest.
    this.#held = full
    if (full) this.#flow.full()
    else this.#flow.drained()
  }
}
