/** An expected refusal: a value, not an exception. */
import type { RefusalCode } from '../protocol/index.ts'

export interface Refusal {
  readonly code: RefusalCode
  readonly say: string
}

/** What came of a request that is only done or refused. */
export type Done = Refusal | undefined
