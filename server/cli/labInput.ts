/** Streams a file or our stdin to a program, never far ahead of what it has read. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Run } from '../lab/index.ts'

/** Bytes sent that the program's pipe has not accepted yet. */
const AHEAD = 256 * 1024

export class Input {
  readonly #source: Readable
  readonly #run: Run
  #sent = 0
  #taken = 0

  constructor(run: Run, file: string | undefined, failed: (say: string) => void) {
    this.#run = run
    this.#source = file === undefined ? process.stdin : createReadStream(file)
    this.#source.on('data', (bytes: Buffer) => {
      this.#sent += bytes.length
      run.input(bytes)
      if (this.#sent - this.#taken > AHEAD) this.#source.pause()
    })
    this.#source.on('end', () => {
      this.#run.endInput()
    })
    this.#source.on('error', (error) => {
      this.#run.endInput()
      if (file !== undefined) failed(`${file} cannot be read: ${error.message}`)
    })
  }

  taken(bytes: number): void {
    this.#taken = bytes
    if (this.#sent - this.#taken <= AHEAD) this.#source.resume()
  }

  close(): void {
    this.#source.destroy()
  }
}
