/** Which lines of a page of output carry their time: a burst, a traceback above all, has one. Pure. */
import type { Line } from '../session/index.ts'

/** Lines of an error that come within this after its first belong together, ms. */
const BURST_MS = 100

/** A text for each line, in seconds: `6.12`, or empty when it is blank or the time above it still holds. */
export function timesOf(lines: readonly Line[]): string[] {
  let shown: Line | undefined
  return lines.map((line) => {
    const time = secondsOf(line)
    if (line.text === '' || (shown !== undefined && belongs(line, shown))) return ''
    shown = line
    return time
  })
}

function belongs(line: Line, first: Line): boolean {
  if (secondsOf(line) === secondsOf(first)) return true
  return line.stream === 'err' && first.stream === 'err' && line.at - first.at < BURST_MS
}

function secondsOf({ at }: Line): string {
  return (at / 1000).toFixed(2)
}
