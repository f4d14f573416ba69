/**
 * What a MULTI's commands send to their own connection in RESP2, where a message looks like a reply. Redis 7.0 writes
 * it amid EXEC's reply; 7.2 and later behind it, when the connection may already speak RESP3, or not listen any more.
 */
import { deliveryIn } from './delivery.ts'
import type { Asked } from './pending.ts'
import { keyOfMessage } from './publish.ts'
import type { Value } from './replies.ts'
import { isScript } from './sending.ts'
import type { Topics } from './topics.ts'

export class Behind {
  /** This Redis is one that writes them amid the reply. */
  #amid = false
  /** Keys of messages: to a channel that was listened to each comes once. */
  readonly #once: string[] = []
  /** To patterns, of which several may match. */
  readonly #perhapsMany = new Set<string>()
  /** Commands were done while something was listened to: a script, or a change of keys, may have sent what is not known. */
  #listened = false
  #scripts = false

  /** A publish's own message came before its reply. */
  amid(): void {
    this.#amid = true
    this.clear()
  }

  /** `asked` was done in RESP2, within EXEC, and answered; `topics` are those of its connection then. */
  add({ command, publish }: Asked, topics: Topics): void {
    if (this.#amid || !topics.any) return
    this.#listened = true
    if (isScript(command.word)) this.#scripts = true
    if (publish === undefined || (publish.receivers ?? 0) === 0) return
    const { kind, channel, key } = publish
    if (topics.since(kind, channel) !== undefined) this.#once.push(key)
    if (kind === 'channel' && topics.size('pattern') > 0) this.#perhapsMany.add(key)
  }

  /** Whether it is one of them. `waits`: a command waits for its reply, which it may be as well. */
  takes(value: Value, waits: boolean): 'yes' | 'no' | 'perhaps' {
    const delivery = this.#listened ? deliveryIn(value) : undefined
    if (delivery === undefined) return 'no'
    const { kind, channel, message } = delivery
    const key = keyOfMessage(kind === 'shard' ? 'shard' : 'channel', channel, message)
    if (kind === 'pattern' && this.#perhapsMany.has(key)) return 'yes'
    const at = kind === 'pattern' ? -1 : this.#once.indexOf(key)
    if (at >= 0) {
      this.#once.splice(at, 1)
      return 'yes'
    }
    if (!this.#scripts && !channel.head.startsWith('__key')) return 'no'
    return waits ? 'perhaps' : 'yes'
  }

  /** Something else came: all of them have come. */
  clear(): void {
    this.#once.length = 0
    this.#perhapsMany.clear()
    this.#listened = this.#scripts = false
  }
}
