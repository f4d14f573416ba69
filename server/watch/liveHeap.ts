/** What lives in this process's heap: all that its last full collection left. */
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

export class LiveHeap {
  /** Of objects; until the first full collection, what is held then, garbage included. */
  #bytes = held()

  constructor() {
    const collections = new PerformanceObserver((list) => {
      if (list.getEntries().some(isFull)) this.#bytes = held()
    })
    collections.observe({ entryTypes: ['gc'] })
  }

  get bytes(): number {
    return this.#bytes
  }
}

/** Objects, those that nobody names any more and that were not collected yet included. */
function held(): number {
  return getHeapStatistics().used_heap_size
}

function isFull(entry: object): boolean {
  const detail = 'detail' in entry ? entry.detail : undefined
  if (typeof detail !== 'object' || detail === null || !('kind' in detail)) return false
  return detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
}
