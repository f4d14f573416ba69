/** The door of progress: opens the store that the host wants. */
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { RedisStore } from './redisStore.ts'
import type { ProgressStore } from './store.ts'

export type { SharedStore } from './sharedCode.ts'
export type { ProgressStore } from './store.ts'

const FIRST_MS = 3_000

export interface ProgressOptions extends EmbeddedOptions {
  /** Of the host's own Redis; absent: an embedded one. */
  readonly url: string | undefined
}

/** Resolves when the store is up, or when it is clear that it is away for now. */
export async function openProgress(options: ProgressOptions): Promise<ProgressStore> {
  if (options.url === undefined) return openEmbedded(options)
  const store = new RedisStore({ url: options.url }, options.log)
  await store.settled(FIRST_MS)
  return store
}
