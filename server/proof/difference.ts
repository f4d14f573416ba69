/** The shortest difference of two lists of lines: what stays, what goes, what comes. */
import type { Difference } from '../lessons/index.ts'

/** Length of the longest common subsequence of what follows `i` in `a` and `j` in `b`, for all of them. */
function common(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  return table
}

/** `before` and `after` side by side: marked ` ` in both, `-` only before, `+` only after. */
export function difference(before: readonly string[], after: readonly string[]): Difference[] {
  const table = common(before, after)
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  const all: Difference[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [gone, come] = [before[i], after[j]]
    if (gone !== undefined && gone === come) {
      all.push({ mark: ' ', line: gone })
      i += 1
      j += 1
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      all.push({ mark: '-', line: gone })
      i += 1
    } else {
      all.push({ mark: '+', line: come ?? '' })
      j += 1
    }
  }
  return all
}
