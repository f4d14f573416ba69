/** Publishing by hand: one connection, opened with the first message and again after it was lost. */
import { Client, Refused, type Open } from './client.ts'

/** What came of a message: how many received it, or one sentence of why Redis did not take it. */
export type Publication = { readonly receivers: number } | { readonly say: string }

const AWAY = 'Redis of your lab does not answer. Publish again when it runs.'

export class Publisher {
  readonly #open: Open
  #client: Client | undefined

  constructor(open: Open) {
    this.#open = open
  }

  /** Never rejects. */
  async publish(channel: string, message: string): Promise<Publication> {
    if (this.#client?.over === true) this.#client = undefined
    this.#client ??= new Client(this.#open)
    try {
      const receivers = await this.#client.ask('publish', channel, message)
      return typeof receivers === 'number' && Number.isSafeInteger(receivers)
        ? { receivers }
        : { say: AWAY }
    } catch (error) {
      // All else is its being away.
      return { say: error instanceof Refused ? `Redis says: ${error.message}` : AWAY }
    }
  }

  dispose(): void {
    this.#client?.close()
    this.#client = undefined
  }
}
