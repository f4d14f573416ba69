/** `gap`: code with gaps to be typed into. */
import { accepts } from '../../protocol/index.ts'
import type { Typed } from '../../protocol/index.ts'
import type { FormOf } from '../quizForm.ts'
import { prose, readPattern } from './kind.ts'
import type { Context, Made } from './kind.ts'

type Gap = FormOf<'gap'>['gaps'][number]

/** Wrong answers with their reasons; tells of one that would be taken for right. */
export function readWrong(
  wrong: Gap['wrong'],
  typed: Omit<Typed, 'wrong'>,
  { context, path }: { context: Context; path: readonly PropertyKey[] },
): Typed {
  const made = {
    ...typed,
    wrong: (wrong ?? []).map(({ is, why }, index) => ({
      is,
      why: prose(context, why, [...path, 'wrong', index, 'why']),
    })),
  }
  made.wrong.forEach(({ is }, index) => {
    if (accepts(made, is))
      context.mistakes.error(
        context.place(...path, 'wrong', index, 'is'),
        'This counts as a right answer. Change it or take it out.',
      )
  })
  return made
}

function readGap(gap: Gap, context: Context, path: readonly PropertyKey[]): Typed {
  const how = gap.exact === true ? 'exact' : 'code'
  const pattern =
    gap.matches === undefined ? undefined : readPattern(context, gap.matches, [...path, 'matches'])
  return readWrong(
    gap.wrong,
    {
      how,
      accept: gap.accept,
      ...(pattern === undefined || gap.matches === undefined ? {} : { matches: gap.matches }),
      why: prose(context, gap.why, [...path, 'why']),
      otherwise: prose(context, gap.otherwise, [...path, 'otherwise']),
    },
    { context, path },
  )
}

const rules = {
  exact: 'Every character counts.',
  code: 'Capitals count. Which quotes, and spaces beside signs, do not.',
}

export function readGaps(form: FormOf<'gap'>, context: Context): Made {
  const { mistakes, place } = context
  const gaps = form.code.split('___').length - 1
  if (gaps !== form.gaps.length)
    mistakes.error(
      place('gaps'),
      `code has ${gaps} gaps, written ___, and gaps has ${form.gaps.length} entries. Make them agree.`,
    )
  const texts = form.gaps.map((gap, index) => readGap(gap, context, ['gaps', index]))
  return {
    view: {
      kind: 'gap',
      code: form.code.trimEnd(),
      rules: form.gaps.map(({ exact }) => (exact === true ? rules.exact : rules.code)),
    },
    rule: { by: 'texts', texts },
    why: {},
  }
}
