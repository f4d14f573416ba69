/** A message as Redis delivers it: an array in RESP2, a push in RESP3. */
import type { Topic } from '../protocol/index.ts'
import type { Piece } from './piece.ts'
import type { Value } from './replies.ts'
import { KINDS } from './topics.ts'

export interface Delivery {
  readonly kind: Topic
  readonly channel: Piece
  readonly pattern: Piece | undefined
  readonly message: Piece
}

/** Undefined for other pushes, also for what CLIENT TRACKING says in the guise of a message. */
export function deliveryIn({ items }: Value): Delivery | undefined {
  const [word, ...rest] = items
  const kind = KINDS[word?.head ?? '']
  const [pattern, channel, message] = kind === 'pattern' ? rest : [undefined, ...rest]
  if (kind === undefined || channel?.kind !== 'string' || message?.kind !== 'string')
    return undefined
  return { kind, pattern, channel, message }
}
