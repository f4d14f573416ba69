/** A socket in a test that reads when it is let, and what its page had of events: seen, and told as missing. */
import { ServerMessage, type Numbered } from '../protocol/index.ts'
import type { Socket } from '../session/index.ts'

export class Reader implements Socket {
  readonly events: Numbered[] = []
  missing = 0
  reads = true
  #waiting: { text: string; sent: () => void }[] = []

  get buffered(): number {
    return this.reads ? 0 : Infinity
  }

  send(text: string, sent: () => void): void {
    this.#waiting.push({ text, sent })
    if (this.reads) this.read()
  }

  read(): void {
    for (const { text, sent } of this.#waiting.splice(0)) {
      const message = ServerMessage.parse(JSON.parse(text))
      if (message.type === 'events') {
        this.events.push(...message.events)
        this.missing += message.missing ?? 0
      }
      sent()
    }
  }

  /** The line is cut: what was not read is lost. */
  cut(): void {
    this.#waiting = []
  }

  close(): void {}
}
