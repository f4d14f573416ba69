/** Which lines of a page of output carry their time: a burst, a traceback above all, has one. Pure. */
import { secondsIn } from '../session/index.ts'
import type { Line, Stories } from '../session/index.ts'

/** Lines of an error that come within this after its first belong together, ms. */
const BURST_MS = 100

/**
 * A text for each line, in seconds since its story began: `6.12`, or empty when it is blank or the time above it
 * still holds.
 */
export function timesOf(lines: readonly Line[], stories: Stories): string[] {
  let shown: { line: Line; time: string } | undefined
  return lines.map((line) => {
    const time = secondsIn(stories, line.at)
    if (line.text === '' || shown?.time === time || (shown && isBurst(line, shown.line))) return ''
    shown = { line, time }
    return time
  })
}

function isBurst(line: Line, first: Line): boolean {
  return line.stream === 'err' && first.stream === 'err' && line.at - first.at < BURST_MS
}
