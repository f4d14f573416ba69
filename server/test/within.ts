/** Waiting that ends: for tests whose other side may never answer. */
import { setTimeout as wait } from 'node:timers/promises'

/** Settles as `what` does; rejects, with the name of what was waited for, when `ms` have passed before. */
export async function within<T>(ms: number, what: Promise<T>, name: string): Promise<T> {
  const over = new AbortController()
  try {
    return await Promise.race([
      what,
      wait(ms, undefined, { signal: over.signal }).then(() => {
        throw new Error(`${name} did not come within ${ms / 1000} s`)
      }),
    ])
  } finally {
    over.abort()
  }
}
