/** A difference as it is told, with the numbers of its lines. Pure. */
import type { DiffLine } from '../diff/index.ts'
import type { StudioFinding } from '../../server/protocol/studio.ts'

export function numbered(lines: StudioFinding['differences']): DiffLine[] {
  let [old, now] = [0, 0]
  return lines.map(({ mark, line }) => {
    if (mark !== '+') old += 1
    if (mark !== '-') now += 1
    return { mark, text: line, number: mark === '-' ? old : now }
  })
}
