/** `line`: one line of a file is to be found. */
import { nearest, suggest } from '../nearest.ts'
import type { FormOf } from '../quizForm.ts'
import { prose } from './kind.ts'
import type { Context, Made } from './kind.ts'

/** The number of the line that reads `text`, as a key; tells of one that is not there, or there twice. */
function find(
  lines: readonly string[],
  text: string,
  { context, path }: { context: Context; path: PropertyKey[] },
): string {
  const { mistakes, place } = context
  const wanted = text.trim()
  const found = lines.flatMap((line, index) => (line.trim() === wanted ? [index + 1] : []))
  if (found.length === 0) {
    const meant = nearest(
      wanted,
      lines.map((line) => line.trim()),
    )
    mistakes.error(
      place(...path),
      `No line of the file reads so. ${meant === undefined ? 'Copy it from there.' : `Did you mean ${meant}?`}`,
    )
  }
  if (found.length > 1)
    mistakes.error(
      place(...path),
      `Lines ${found.join(' and ')} both read so. Ask for one that is there once.`,
    )
  return String(found[0] ?? 0)
}

export function readLine(form: FormOf<'line'>, context: Context): Made {
  const { step, mistakes, place } = context
  const source = step?.shown.includes(form.file) ? step.files.get(form.file) : undefined
  if (step !== undefined && source === undefined)
    mistakes.error(
      place('file'),
      `No file ${form.file} is shown in ${step.id}. ${suggest(form.file, step.shown)}`,
    )
  const lines = (source ?? '').trimEnd().split('\n')
  const known = (text: string, path: PropertyKey[]) =>
    source === undefined ? '0' : find(lines, text, { context, path })
  const right = known(form.right, ['right'])
  const wrong = (form.wrong ?? []).map(({ line, why }, index) => [
    known(line, ['wrong', index, 'line']),
    prose(context, why, ['wrong', index, 'why']),
  ])
  return {
    view: {
      kind: 'line',
      file: form.file,
      lines: lines.map((text, index) => ({ key: String(index + 1), text })),
    },
    rule: {
      by: 'keys',
      of: lines.flatMap((text, index) => (text.trim() === '' ? [] : [String(index + 1)])),
      right: [right],
    },
    why: Object.fromEntries([...wrong, [right, prose(context, form.why, ['why'])]]),
    otherwise: prose(context, form.otherwise, ['otherwise']),
  }
}
