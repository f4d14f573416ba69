/**
 * What a program is claimed to print, and the difference to what it did print. A line `...` stands for any
 * lines, `{{pattern}}` within a line for any text that the pattern matches.
 */
import type { Transcript, TranscriptBlock } from './lesson.ts'
import type { Transcript as Written } from './proofForm.ts'

const linesOf = (text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : text.replace(/\n$/, '').split('\n')

export function transcriptOf(written: Written): Transcript {
  if (typeof written === 'string') return [{ lines: linesOf(written), ordered: true, maybe: [] }]
  return written.map((block): TranscriptBlock => ({
    lines: linesOf(block.lines ?? block.any_order),
    ordered: block.lines !== undefined,
    maybe: linesOf(block.maybe),
  }))
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Why a claimed line cannot be read; undefined when it can. */
export function wrongLine(line: string): string | undefined {
  try {
    lineFits(line)
    return undefined
  } catch (error) {
    if (error instanceof SyntaxError)
      return `{{...}} holds a regular expression; this one is not: ${line}.`
    throw error
  }
}

function lineFits(claimed: string): (line: string) => boolean {
  if (!claimed.includes('{{')) return (line) => line === claimed
  const source = claimed
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? `(?:${part.slice(2, -2)})` : literal(part)))
    .join('')
  const pattern = new RegExp(`^${source}$`, 'u')
  return (line) => pattern.test(line)
}

/** One line of the difference: as claimed and seen, only claimed, or only seen. */
export interface Difference {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

/** How the observed lines fit one block from `at` on: where they end, and what differs. */
interface Fit {
  readonly end: number
  readonly differences: readonly Difference[]
}

function fitOrdered(block: TranscriptBlock, seen: readonly string[], from: number): Fit {
  const differences: Difference[] = []
  let at = from
  block.lines.forEach((claimed, index) => {
    if (claimed === '...') {
      const next = block.lines[index + 1]
      const fits = next === undefined ? () => false : lineFits(next)
      const found = seen.findIndex((line, place) => place >= at && fits(line))
      if (next === undefined) at = seen.length
      else if (found >= 0) at = found
      differences.push({ mark: ' ', line: claimed })
      return
    }
    const fits = lineFits(claimed)
    const line = seen[at]
    if (line !== undefined && fits(line)) {
      differences.push({ mark: ' ', line })
      at += 1
      return
    }
    // What comes in between is more than was claimed; if it never comes, the claim is too much.
    const found = seen.findIndex((other, place) => place > at && fits(other))
    if (
      found >= 0 &&
      !block.lines.slice(index + 1).some((later) => lineFits(later)(seen[at] ?? ''))
    ) {
      for (const more of seen.slice(at, found)) differences.push({ mark: '+', line: more })
      differences.push({ mark: ' ', line: seen[found] ?? '' })
      at = found + 1
    } else differences.push({ mark: '-', line: claimed })
  })
  return { end: at, differences }
}

function fitUnordered(block: TranscriptBlock, seen: readonly string[], from: number): Fit {
  const wanted = block.lines.map((line) => ({ line, fits: lineFits(line), maybe: false }))
  const left = [
    ...wanted,
    ...block.maybe.map((line) => ({ line, fits: lineFits(line), maybe: true })),
  ]
  const differences: Difference[] = []
  let at = from
  for (let line = seen[at]; line !== undefined; line = seen[at]) {
    const now = line
    const found = left.findIndex(({ fits }) => fits(now))
    if (found < 0) break
    left.splice(found, 1)
    differences.push({ mark: ' ', line: now })
    at += 1
  }
  for (const { line, maybe } of left) if (!maybe) differences.push({ mark: '-', line })
  return { end: at, differences }
}

/** Claimed and observed side by side; equal when no line is marked `-` or `+`. */
export function compare(claimed: Transcript, seen: readonly string[]): readonly Difference[] {
  const differences: Difference[] = []
  let at = 0
  for (const block of claimed) {
    const fit = block.ordered ? fitOrdered(block, seen, at) : fitUnordered(block, seen, at)
    differences.push(...fit.differences)
    at = fit.end
  }
  for (const line of seen.slice(at)) differences.push({ mark: '+', line })
  return differences
}

export function agrees(claimed: Transcript, seen: readonly string[]): boolean {
  return compare(claimed, seen).every(({ mark }) => mark === ' ')
}
