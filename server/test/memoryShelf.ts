/** Shared code in memory, for tests that need no Redis: of one learner two pieces are enough. */

type Kept =
  | { readonly type: 'kept'; readonly id: string; readonly until: number }
  | { readonly type: 'too-many' }

export interface MemoryShelf {
  scarce: boolean
  keep(learner: string, code: string): Promise<Kept>
  find(id: string): Promise<{ type: 'found'; code: string } | { type: 'unknown' }>
}

export function memoryShelf(): MemoryShelf {
  const pieces = new Map<string, string>()
  const counts = new Map<string, number>()
  return {
    scarce: false,
    keep(learner, code) {
      const count = (counts.get(learner) ?? 0) + 1
      counts.set(learner, count)
      if (count > 2) return Promise.resolve({ type: 'too-many' })
      const id = `${pieces.size}`.padStart(22, '0')
      pieces.set(id, code)
      return Promise.resolve({ type: 'kept', id, until: 30 })
    },
    find(id) {
      const code = pieces.get(id)
      return Promise.resolve(code === undefined ? { type: 'unknown' } : { type: 'found', code })
    },
  }
}
