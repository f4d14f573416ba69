/** `order`: lines of code to be put in order, some of which may not belong. */
import { suggest } from '../nearest.ts'
import type { FormOf } from '../quizForm.ts'
import { keyOf, prose, refuseTwins } from './kind.ts'
import type { Context, Made } from './kind.ts'

type Lines = FormOf<'order'>['lines']

/** The index of each line that must stand before the one at `index`. */
function beforeOf(lines: Lines, index: number): number[] {
  if (lines.every(({ after }) => after === undefined)) return index === 0 ? [] : [index - 1]
  return (lines[index]?.after ?? []).map((name) => lines.findIndex(({ id }) => id === name))
}

function checkAfter(lines: Lines, { mistakes, place }: Context): void {
  const names = lines.flatMap(({ id }) => id ?? [])
  lines.forEach(({ after }, index) => {
    after?.forEach((name, at) => {
      const here = place('lines', index, 'after', at)
      const found = lines.findIndex(({ id }) => id === name)
      if (found === -1) mistakes.error(here, `No line has the id ${name}. ${suggest(name, names)}`)
      else if (found >= index)
        mistakes.error(here, `${name} stands below. Write the lines in a right order.`)
    })
  })
}

/** By their hashes, which have nothing to do with the right order; should they agree, backwards. */
function shuffled<L extends { key: string }>(lines: readonly L[]): L[] {
  const sorted = lines.toSorted((a, b) => a.key.localeCompare(b.key))
  return sorted.every((line, index) => line === lines[index]) ? sorted.reverse() : sorted
}

export function readOrder(form: FormOf<'order'>, context: Context): Made {
  const { id, mistakes, place } = context
  const { lines, extra = [] } = form
  checkAfter(lines, context)
  refuseTwins(
    context,
    lines.flatMap((line) => line.id ?? []),
    { path: () => ['lines'], what: 'ids of lines' },
  )
  const all = [...lines, ...extra]
  const path = (index: number) =>
    index < lines.length ? ['lines', index] : ['extra', index - lines.length]
  all.forEach(({ code }, index) => {
    if (code.trimEnd().includes('\n'))
      mistakes.error(
        place(...path(index), 'code'),
        'This is more than one line. Make each an entry.',
      )
  })
  // The same line may stand twice; then the first of them has the same key as ever.
  const keys = all.map(({ code }, index) => {
    const earlier = all.slice(0, index).filter((other) => other.code === code).length
    return keyOf(id, earlier === 0 ? code : `${code}\n${earlier}`)
  })
  const key = (index: number) => keys[index] ?? ''
  return {
    view: {
      kind: 'order',
      lines: shuffled(all.map(({ code }, index) => ({ key: key(index), text: code.trimEnd() }))),
      extra: extra.length > 0,
    },
    rule: {
      by: 'order',
      of: keys,
      right: lines.map((_, index) => ({
        key: key(index),
        after: beforeOf(lines, index).map(key),
      })),
    },
    why: Object.fromEntries(
      all.map(({ why }, index) => [key(index), prose(context, why, [...path(index), 'why'])]),
    ),
  }
}
