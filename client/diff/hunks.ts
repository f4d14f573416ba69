/** Of a difference, what differs, with a few lines around it. Pure. */

export interface DiffLine {
  mark: ' ' | '-' | '+'
  text: string
  /** Its number in the new text, or in the old one for what goes. */
  number: number
}

/** Only what differs, with `around` lines on either side of it; the parts are apart. */
export function hunks(lines: readonly DiffLine[], around = 2): DiffLine[][] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ mark }) => mark !== ' '),
  )
  const parts: DiffLine[][] = []
  lines.forEach((line, at) => {
    if (near[at] !== true) return
    if (near[at - 1] === true) parts.at(-1)?.push(line)
    else parts.push([line])
  })
  return parts
}
