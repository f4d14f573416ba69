/** The numbered lines of one flood as a page gets them: in order, each once, and no more missing than was told. Pure. */
import type { SessionEvent } from '../protocol/index.ts'

export class FloodLines {
  readonly #lines: number
  #rest = ''
  #last = -1
  #seen = 0
  #astray = 0
  /** Lines that a cut went through: their halves stand beside each other. */
  #broken = 0
  #leftOut = 0

  /** `lines`: how many the program prints, numbered from 0. */
  constructor(lines: number) {
    this.#lines = lines
  }

  hear(event: SessionEvent): void {
    if (event.type === 'left-out') this.#leftOut = event.lines
    if (event.type !== 'output') return
    const text = this.#rest + event.chunks.map((chunk) => chunk.text).join('')
    const lines = text.split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#take(line)
  }

  /** What is wrong once the program has ended, as sentences. `gap`: events are missing that may hold any of it. */
  wrong(gap: boolean): string[] {
    const missing = this.#lines - this.#seen
    const told = this.#leftOut + this.#broken
    return [
      ...(this.#astray > 0 ? [`${this.#astray} lines twice, or out of order`] : []),
      ...(missing > told && !gap ? [`${missing} lines missing, ${told} of them told`] : []),
    ]
  }

  #take(line: string): void {
    const number = /^(\d{7}) x{52}$/.exec(line)?.[1]
    if (number === undefined) {
      this.#broken += 1
      return
    }
    this.#seen += 1
    if (Number(number) <= this.#last) this.#astray += 1
    this.#last = Math.max(this.#last, Number(number))
  }
}
