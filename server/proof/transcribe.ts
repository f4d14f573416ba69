/** Makes a transcript of what several runs of one program printed: what stays the same, and what does not. */
import { agrees, transcriptOf } from '../lessons/index.ts'
import type { WrittenTranscript } from '../lessons/index.ts'

type Lines = readonly string[]

/** A line as a transcript writes it: nothing in it is taken for `...` or `{{pattern}}`. */
function literal(line: string): string {
  return line === '...'
    ? '{{[.][.][.]}}'
    : line.replace(/\{\{+/g, (run) => '{{[{]}}'.repeat(run.length))
}

const text = (lines: Lines): string => lines.map((line) => `${line}\n`).join('')

const number = /\d+(?:\.\d+)?/g
const NUMBER = '{{[0-9.]+}}'

/** The same line of several runs with each number that differs as a pattern; undefined when more differs. */
function merged(all: Lines): string | undefined {
  const [first = ''] = all
  const shape = (line: string): string => line.replace(number, '0')
  if (all.some((line) => shape(line) !== shape(first))) return undefined
  const numbers = all.map((line) => line.match(number) ?? [])
  const same = (at: number): boolean => numbers.every((row) => row[at] === numbers[0]?.[at])
  let at = -1
  return literal(first).replace(number, (found) => {
    at += 1
    return same(at) ? found : NUMBER
  })
}

/** Line by line, when the runs differ in numbers alone. */
function inOrder(runs: readonly Lines[]): Lines | undefined {
  const [first = []] = runs
  if (runs.some((lines) => lines.length !== first.length)) return undefined
  const all = first.map((_, at) => merged(runs.map((lines) => lines[at] ?? '')))
  const lines = all.filter((line) => line !== undefined)
  return lines.length === first.length ? lines : undefined
}

/** What every run printed, in whatever order, and what only some of them did; each as often as it came. */
function unordered(runs: readonly Lines[]): { always: Lines; maybe: Lines } {
  const count = (lines: Lines, line: string): number => lines.filter((one) => one === line).length
  const always: string[] = []
  const maybe: string[] = []
  for (const line of new Set(runs.flat())) {
    const counts = runs.map((lines) => count(lines, line))
    const [least, most] = [Math.min(...counts), Math.max(...counts)]
    always.push(...Array<string>(least).fill(literal(line)))
    maybe.push(...Array<string>(most - least).fill(literal(line)))
  }
  return { always, maybe }
}

/** Patterns that the author wrote stay where the new line still fits them. */
function withPatterns(lines: Lines, former: WrittenTranscript | undefined, seen: Lines): Lines {
  if (typeof former !== 'string') return lines
  const patterns = former.split('\n').filter((line) => line.includes('{{'))
  return lines.map((line, at) => {
    const fits = patterns.find((pattern) => agrees(transcriptOf(pattern), [seen[at] ?? '']))
    return fits ?? line
  })
}

/**
 * What to write for a program that printed `runs`: at least one. `former` is what is written now, and stays as it is
 * when every run agrees with it. Numbers that differ from run to run become patterns; lines whose order differs,
 * `any_order`; lines that are not always there, `maybe`.
 */
export function transcribe(
  runs: readonly Lines[],
  former: WrittenTranscript | undefined,
): WrittenTranscript {
  if (former !== undefined && runs.every((lines) => agrees(transcriptOf(former), lines)))
    return former
  const ordered = inOrder(runs)
  if (ordered) return text(withPatterns(ordered, former, runs[0] ?? []))
  const { always, maybe } = unordered(runs)
  return [{ any_order: text(always), ...(maybe.length === 0 ? {} : { maybe: text(maybe) }) }]
}
