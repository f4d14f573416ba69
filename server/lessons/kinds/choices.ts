/** `single` and `multiple`: options, of which one or several are right. */
import type { FormOf } from '../quizForm.ts'
import { keyOf, prose, refuseTwins } from './kind.ts'
import type { Context, Made } from './kind.ts'

type ChoicesForm = FormOf<'single' | 'multiple'>

function checkRight({ kind, options }: ChoicesForm, { mistakes, place }: Context): void {
  const right = options.filter((option) => option.right === true).length
  if (kind === 'single' && right !== 1)
    mistakes.error(
      place('options'),
      `single needs exactly one right option; this has ${right}. Mark one with right: true.`,
    )
  if (kind === 'multiple' && (right === 0 || right === options.length))
    mistakes.error(
      place('options'),
      `multiple needs a right option and another one; of these ${options.length}, ${right} are right.`,
    )
}

export function readChoices(form: ChoicesForm, context: Context): Made {
  const { id, mistakes, place } = context
  const { kind, options } = form
  checkRight(form, context)
  refuseTwins(
    context,
    options.map(({ text }) => text),
    { path: (index) => ['options', index, 'text'], what: 'options' },
  )
  options.forEach(({ text }, index) => {
    if (/\b(all|none) of the above\b/i.test(text))
      mistakes.error(
        place('options', index, 'text'),
        'Options are not always shown in this order. Say what this option means.',
      )
  })
  const made = options.map(({ text, why, right }, index) => ({
    key: keyOf(id, text),
    html: prose(context, text, ['options', index, 'text']),
    why: prose(context, why, ['options', index, 'why']),
    right: right === true,
  }))
  return {
    view: { kind, options: made.map(({ key, html }) => ({ key, html })) },
    rule: {
      by: 'keys',
      of: made.map(({ key }) => key),
      right: made.filter(({ right }) => right).map(({ key }) => key),
    },
    why: Object.fromEntries(made.map(({ key, why }) => [key, why])),
  }
}
