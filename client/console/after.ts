/** What was printed after a certain line: Clear hides the lines before it, and forgets nothing. Pure. */
import type { Page, Scrollback } from '../session/index.ts'

export function after(output: Scrollback, line: number): Scrollback {
  if (line === 0) return output
  const keep = (pages: readonly Page[]) =>
    pages.flatMap((page) => {
      if ((page.lines.at(-1)?.n ?? 0) <= line) return []
      if ((page.lines[0]?.n ?? 0) > line) return [page]
      return [{ ...page, lines: page.lines.filter((one) => one.n > line) }]
    })
  return { ...output, head: keep(output.head), tail: keep(output.tail) }
}
