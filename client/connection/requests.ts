/** What was asked and not yet answered; what is asked while there is no connection waits for one, for a while. */
import type { Ask, ClientMessage, ServerMessage } from '../../server/protocol/index.ts'

/** `lost`: no answer came; it is not known whether it was done. */
export type Answer =
  Exclude<ServerMessage, { type: 'welcome' | 'events' | 'store' }> | { type: 'lost' }

interface Pending {
  message: ClientMessage
  sent: boolean
  answer: (answer: Answer) => void
}

export class Requests {
  #next = 1
  readonly #pending = new Map<number, Pending>()

  /** The promise always settles: with the server's answer, or `lost`. */
  add(ask: Ask): { id: number; message: ClientMessage; answer: Promise<Answer> } {
    const id = this.#next++
    const message: ClientMessage = { ...ask, id }
    const answer = new Promise<Answer>((resolve) => {
      this.#pending.set(id, { message, sent: false, answer: resolve })
    })
    return { id, message, answer }
  }

  /** All that waits to be sent, in the order it was asked; counts as sent from here on. */
  takeUnsent(): ClientMessage[] {
    const unsent = [...this.#pending.values()].filter((one) => !one.sent)
    for (const one of unsent) one.sent = true
    return unsent.map((one) => one.message)
  }

  settle(id: number, answer: Answer): void {
    const one = this.#pending.get(id)
    this.#pending.delete(id)
    one?.answer(answer)
  }

  /** The connection is gone: what had been sent will not be answered. */
  dropSent(): void {
    for (const [id, one] of this.#pending) if (one.sent) this.settle(id, { type: 'lost' })
  }

  has(id: number): boolean {
    return this.#pending.has(id)
  }
}
