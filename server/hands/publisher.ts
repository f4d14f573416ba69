/** Publishing by hand: one connection, opened with the first message and again after it was lost. */
import type { Redis } from 'ioredis'
import { quietClient, type Open } from './client.ts'

/** What came of a message: how many received it, or one sentence of why Redis did not take it. */
export type Publication = { readonly receivers: number } | { readonly say: string }

const AWAY = 'Redis of your lab does not answer. Publish again when it runs.'

export class Publisher {
  readonly #open: Open
  #redis: Redis | undefined

  constructor(open: Open) {
    this.#open = open
  }

  /** Never rejects. */
  async publish(channel: string, message: string): Promise<Publication> {
    if (this.#redis?.status === 'end') this.#redis = undefined
    this.#redis ??= quietClient(this.#open)
    try {
      return { receivers: await this.#redis.publish(channel, message) }
    } catch (error) {
      // What Redis says has a code in capitals before it; all else is its being away.
      const says = error instanceof Error && error.name === 'ReplyError'
      return { say: says ? `Redis says: ${error.message}` : AWAY }
    }
  }

  dispose(): void {
    this.#redis?.disconnect()
    this.#redis = undefined
  }
}
