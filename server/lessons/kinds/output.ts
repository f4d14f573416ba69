/** `output` and `run`: what a program of the step prints, foretold or seen. */
import { plain } from '../../protocol/index.ts'
import type { Typed } from '../../protocol/index.ts'
import { suggest } from '../nearest.ts'
import { renderCode } from '../prose.ts'
import type { FormOf } from '../quizForm.ts'
import { readWrong } from './gap.ts'
import { keyOf, prose, readPattern, refuseTwins } from './kind.ts'
import type { AskedStep, Context, Made, Played } from './kind.ts'

type OutputForm = FormOf<'output'>
type RunForm = FormOf<'run'>

/** The files that the question has edited. */
function edit(form: OutputForm | RunForm, step: AskedStep, { mistakes, place }: Context) {
  const files: Record<string, string> = {}
  form.edits?.forEach(({ file, replace, by }, index) => {
    const source = files[file] ?? step.files.get(file)
    if (source === undefined) {
      mistakes.error(
        place('edits', index, 'file'),
        `No file ${file} in ${step.id}. ${suggest(file, step.files.keys())}`,
      )
      return
    }
    const times = source.split(replace).length - 1
    if (times !== 1)
      mistakes.error(
        place('edits', index, 'replace'),
        `${file} contains this ${times} times; it must be there once.`,
      )
    files[file] = source.replace(replace, () => by)
  })
  return files
}

function readPlayed(
  form: OutputForm | RunForm,
  context: Context,
): { played: Played; shown: { program: string; file?: { name: string; html: string } } } {
  const { step, mistakes, place } = context
  const program = step?.programs.find(({ id }) => id === form.program)
  if (step !== undefined && program === undefined)
    mistakes.error(
      place('program'),
      `No program of ${step.id} is named ${form.program}. ${suggest(
        form.program,
        step.programs.map(({ id }) => id),
      )}`,
    )
  const files = step === undefined ? {} : edit(form, step, context)
  const name = program?.file
  const text = name === undefined ? undefined : (files[name] ?? step?.files.get(name))
  return {
    played: { step: form.from, program: form.program, files, prints: form.prints },
    shown: {
      program: form.program,
      ...(name === undefined || text === undefined
        ? {}
        : { file: { name, html: renderCode(name, text) } }),
    },
  }
}

function readOptions(form: OutputForm, context: Context): Omit<Made, 'view'> & { of: Options } {
  const { id, mistakes, place } = context
  const options = form.options ?? []
  refuseTwins(
    context,
    options.map(({ prints }) => prints),
    { path: (index) => ['options', index, 'prints'], what: 'options' },
  )
  const made = options.map(({ prints, why }, index) => ({
    key: keyOf(id, prints),
    text: prints.trimEnd(),
    why: prose(context, why, ['options', index, 'why']),
    right: plain(prints, 'lines') === plain(form.prints, 'lines'),
  }))
  const right = made.filter((one) => one.right).map(({ key }) => key)
  if (right.length !== 1)
    mistakes.error(
      place('options'),
      'One of the options must be what the program prints, word for word.',
    )
  return {
    rule: { by: 'keys', of: made.map(({ key }) => key), right },
    why: Object.fromEntries(made.map(({ key, why }) => [key, why])),
    of: made.map(({ key, text }) => ({ key, text })),
  }
}
type Options = { key: string; text: string }[]

function readTyped(form: OutputForm | RunForm, context: Context, right: string): Typed {
  const { mistakes, place } = context
  if (form.why === undefined || form.otherwise === undefined)
    mistakes.error(
      place(),
      'An output that is typed needs why and otherwise: what is said to a right answer, and to any other.',
    )
  return readWrong(
    form.wrong,
    {
      how: 'lines',
      accept: [right],
      why: prose(context, form.why ?? '', ['why']),
      otherwise: prose(context, form.otherwise ?? '', ['otherwise']),
    },
    { context, path: [] },
  )
}

export function readOutput(form: OutputForm, context: Context): Made {
  const { played, shown } = readPlayed(form, context)
  if (form.options === undefined) {
    const texts = [readTyped(form, context, form.prints.trimEnd())]
    return { view: { kind: 'output', ...shown }, rule: { by: 'texts', texts }, why: {}, played }
  }
  const extra = (['why', 'wrong', 'otherwise'] as const).find((key) => form[key] !== undefined)
  if (extra !== undefined)
    context.mistakes.error(
      context.place(extra),
      `${extra} is for an output that is typed. Say it in the why of each option.`,
    )
  const { of, ...judged } = readOptions(form, context)
  return { view: { kind: 'output', ...shown, options: of }, ...judged, played }
}

/** The part of the output that is asked for: the group of `part`, where it matches first. */
function partOf(form: RunForm, context: Context): string {
  if (form.part === undefined) return form.prints.trimEnd()
  const found = readPattern(context, form.part, ['part'])?.exec(form.prints)
  if (found === undefined) return ''
  if (found?.[1] === undefined)
    context.mistakes.error(
      context.place('part'),
      'part must match what the program prints, and have one group: the answer.',
    )
  return found?.[1] ?? ''
}

export function readRun(form: RunForm, context: Context): Made {
  const { played, shown } = readPlayed(form, context)
  const program = context.step?.programs.find(({ id }) => id === form.program)
  const texts = [readTyped(form, context, partOf(form, context))]
  return {
    view: {
      kind: 'run',
      ...shown,
      files: { ...played.files },
      all: program !== undefined && program.start !== 'hand',
      short: form.part !== undefined,
    },
    rule: { by: 'texts', texts },
    why: {},
    played,
  }
}
