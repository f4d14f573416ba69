/** `match`: to each left side belongs one of the right sides. */
import type { FormOf } from '../quizForm.ts'
import { keyOf, prose, refuseTwins } from './kind.ts'
import type { Context, Made } from './kind.ts'

export function readMatch(form: FormOf<'match'>, context: Context): Made {
  const { id } = context
  const { pairs, extra = [] } = form
  refuseTwins(
    context,
    pairs.map(({ left }) => left),
    { path: (index) => ['pairs', index, 'left'], what: 'left sides' },
  )
  // One right side may belong to several left ones, but not be offered as belonging to none as well.
  const rights = [...new Set(pairs.map(({ right }) => right.trim()))]
  refuseTwins(context, [...rights, ...extra], {
    path: (index) => ['extra', index - rights.length],
    what: 'right sides',
  })
  const right = [...rights, ...extra].map((text) => ({ key: keyOf(id, text), text: plain(text) }))
  return {
    view: {
      kind: 'match',
      left: pairs.map(({ left }, index) => prose(context, left, ['pairs', index, 'left'])),
      right: right.toSorted((a, b) => a.key.localeCompare(b.key)),
    },
    rule: {
      by: 'places',
      of: right.map(({ key }) => key),
      right: pairs.map((pair) => keyOf(id, pair.right.trim())),
    },
    why: Object.fromEntries(
      pairs.map(({ why }, index) => [String(index), prose(context, why, ['pairs', index, 'why'])]),
    ),
  }
}

/** A list to choose from shows no code: without its signs it reads well. */
function plain(text: string): string {
  return text.replaceAll(/`([^`]+)`/g, '$1')
}
