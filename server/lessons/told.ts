/** The small phrases that tell what was observed: times, counts, texts. */
import type { Count, TextMatch } from './claim.ts'

/** `2 ms`, `3 s`, `1.5 s`. */
export function span(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`
}

/** `0.31 s`: a moment, counted from `start`. */
export function moment(at: number, start: number): string {
  return `${(Math.max(0, at - start) / 1000).toFixed(2)} s`
}

/** The end of "seen ...": nothing for once or more, else how often is wanted. */
export function often({ min, max }: Count): string {
  if (max === Infinity) return min <= 1 ? '' : ` at least ${min} times`
  if (max === 0) return ' never'
  if (min === max) return min === 1 ? ' once' : ` ${min} times`
  return ` ${min} to ${max} times`
}

/** `1`, `at least 1`, `2 to 5`. */
export function amount({ min, max }: Count): string {
  if (max === Infinity) return `at least ${min}`
  return min === max ? String(min) : `${min} to ${max}`
}

/** `once`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

/** Short enough for a sentence. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** A piece of output or of a payload, apart from the words around it. */
export function quoted(text: string): string {
  return `“${short(text)}”`
}

/** Whether `text` is what was meant. Patterns are compiled once, by the caller's keeping of this function. */
export function matcher({ how, value }: TextMatch): (text: string) => boolean {
  if (how === 'line') return (text) => text === value
  if (how === 'has') return (text) => text.includes(value)
  const pattern = new RegExp(value, 'u')
  return (text) => pattern.test(text)
}
