/** Finds the name an author probably meant, for "Did you mean ...?". */

/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      let best = Math.min(replaced, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1)
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? Infinity) + 1)
      }
      next.push(best)
    }
    before = last
    last = next
  }
  return last[b.length] ?? 0
}

/** The closest of `known`, if it is close enough to be a slip: one edit for every three letters. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase())
    if (edits < least) {
      least = edits
      best = candidate
    }
  }
  return best
}

/** What to do about an unknown name: `Did you mean views.py?` or `Known: a, b.` */
export function suggest(name: string, known: Iterable<string>): string {
  const names = [...known]
  const meant = nearest(name, names)
  if (meant !== undefined) return `Did you mean ${meant}?`
  return names.length === 0 ? 'There is none here yet.' : `Known: ${names.join(', ')}.`
}

/**
 * Tells that `word` is `name` with one letter wrong, missing, twice or swapped. Not near its end: there words
 * change by grammar, as published and publisher do.
 */
export function isSlip(word: string, name: string): boolean {
  const stem = (text: string): string => text.replace(/(?:e|e?s|ed|er|ing)$/, '')
  const [a, b] = [stem(word), stem(name)]
  return a.length > 3 && Math.abs(a.length - b.length) <= 1 && a !== b && isOneEdit(a, b)
}

/** Tells that the distance of two different words is 1: every word of a course is held against every term. */
function isOneEdit(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const goOn = (from: number, to: number): boolean => a.slice(from) === b.slice(to)
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at]
  return (
    goOn(at + 1, at + 1) ||
    goOn(at + 1, at) ||
    goOn(at, at + 1) ||
    (swapped && goOn(at + 2, at + 2))
  )
}
