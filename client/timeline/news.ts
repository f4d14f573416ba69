/** What happened since an event, in one sentence: `3 published, 2 received, 1 lost`. Pure. */
import type { Fold } from './fold/fold.ts'

const TOLD = [
  ['published', 'published'],
  ['delivered', 'received'],
  ['lost', 'lost'],
  ['disconnected', 'disconnected'],
] as const

export function newsOf({ rows }: Fold, seen: number): string {
  const counts = new Map<string, number>()
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row === undefined || row.seq <= seen) break
    counts.set(row.event.type, (counts.get(row.event.type) ?? 0) + 1)
  }
  return TOLD.flatMap(([type, word]) => {
    const count = counts.get(type) ?? 0
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${word}`]
  }).join(', ')
}
