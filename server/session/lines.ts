/** Cuts a program's streams into whole lines, for claims that speak of lines. */
import type { Stream } from '../protocol/index.ts'

/** Longer lines are cut: a claim has nothing to say about them. */
const MAX_LINE = 10_000

export class Lines {
  readonly #rest: Record<Stream, string> = { out: '', err: '' }

  /** The lines that `text` completes. */
  take(stream: Stream, text: string): string[] {
    const lines = (this.#rest[stream] + text).split('\n')
    this.#rest[stream] = (lines.pop() ?? '').slice(0, MAX_LINE)
    return lines
  }

  /** What stands without a newline at the end of a stream. */
  finish(stream: Stream): string[] {
    const rest = this.#rest[stream]
    this.#rest[stream] = ''
    return rest === '' ? [] : [rest]
  }
}
