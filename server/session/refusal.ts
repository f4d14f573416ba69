/** An expected refusal: a value, not an exception. */
import type { RefusalCode, ServerMessage } from '../protocol/index.ts'

export interface Refusal {
  readonly code: RefusalCode
  readonly say: string
}

/** What came of a request that is only done or refused. */
export type Done = Refusal | undefined

/** Done, or why not. */
export function answer(id: number, refusal: Done): ServerMessage {
  return refusal === undefined ? { type: 'ok', id } : { type: 'refused', id, ...refusal }
}
