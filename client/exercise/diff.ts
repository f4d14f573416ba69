/** Two texts line by line: what stays, what goes, what comes. Pure. */
import type { DiffLine } from '../diff/index.ts'

/** Lengths of the longest common subsequences of all ends of `a` and `b`. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => b.map(() => 0).concat(0))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      const below = table[i + 1]
      if (row === undefined || below === undefined) continue
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return table
}

/** From `before` to `after`; all lines, in their order. */
export function diff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const table = lengths(a, b)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [old, now] = [a[i], b[j]]
    if (old !== undefined && old === now) {
      lines.push({ mark: ' ', text: old, number: j + 1 })
      i += 1
      j += 1
    } else if (
      now === undefined ||
      (old !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      lines.push({ mark: '-', text: old ?? '', number: i + 1 })
      i += 1
    } else {
      lines.push({ mark: '+', text: now, number: j + 1 })
      j += 1
    }
  }
  return lines
}

/** How many lines are not the same. */
export function differing(lines: readonly DiffLine[]): number {
  const gone = lines.filter(({ mark }) => mark === '-').length
  const come = lines.filter(({ mark }) => mark === '+').length
  return Math.max(gone, come)
}
