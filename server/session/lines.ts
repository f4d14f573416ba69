/** Cuts a program's streams into whole lines, for claims that speak of lines. */
import type { Stream } from '../protocol/index.ts'

/** Longer lines are cut: a claim has nothing to say about them. */
export const MAX_LINE = 2_000
/** Of longer files only the beginning is looked up: it is done with each word of a thread. */
const MOST_LINES = 2_000

export class Lines {
  readonly #rest: Record<Stream, string> = { out: '', err: '' }

  /** The lines that `text` completes. */
  take(stream: Stream, text: string): string[] {
    const lines = (this.#rest[stream] + text).split('\n')
    this.#rest[stream] = cut(lines.pop() ?? '')
    return lines.map(cut)
  }

  /** What stands without a newline at the end of a stream. */
  finish(stream: Stream): string[] {
    const rest = this.#rest[stream]
    this.#rest[stream] = ''
    return rest === '' ? [] : [rest]
  }
}

/** A copy: a slice would keep all of a long line alive. */
function cut(line: string): string {
  return line.length <= MAX_LINE ? line : Buffer.from(line.slice(0, MAX_LINE)).toString()
}

/** Line number `line`, from 1, of a file; undefined when there is none, or it lies far down in a long file. */
export function lineOf(text: string, line: number): string | undefined {
  if (line > MOST_LINES) return undefined
  let start = 0
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? undefined : end)
}
