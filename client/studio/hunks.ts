/** Of a difference, what differs, with a few lines around it. Pure. */
import type { StudioFinding } from '../../server/protocol/studio.ts'

type Line = StudioFinding['differences'][number]

export interface Numbered extends Line {
  /** In the new text, or in the old one for what goes. */
  number: number
}

/** Lines kept on either side. */
const AROUND = 2

export function hunksOf(lines: readonly Line[]): Numbered[][] {
  let [old, now] = [0, 0]
  const numbered = lines.map((line): Numbered => {
    if (line.mark !== '+') old += 1
    if (line.mark !== '-') now += 1
    return { ...line, number: line.mark === '-' ? old : now }
  })
  const near = numbered.map((_, at) =>
    numbered.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ mark }) => mark !== ' '),
  )
  const parts: Numbered[][] = []
  numbered.forEach((line, at) => {
    if (near[at] !== true) return
    if (near[at - 1] === true) parts.at(-1)?.push(line)
    else parts.push([line])
  })
  return parts
}
