/** The exercise of a step: its checks, hints and planned wrong attempts, checked against each other. */
import { inWords } from './inWords.ts'
import type { Check, Exercise, Hint } from './lesson.ts'
import { startOf } from './mistakes.ts'
import { suggest } from './nearest.ts'
import type { ExerciseForm } from './exerciseForm.ts'
import type { Overlays } from './overlays.ts'
import type { StepReader } from './stepTexts.ts'

export interface ExerciseContext {
  readonly reader: StepReader
  readonly overlays: Overlays
  /** The step's folder, for mistakes about files. */
  readonly path: string
  /** All of the step's files, for what a hint may not say. */
  readonly files: ReadonlyMap<string, string>
  readonly label: (program: string) => string
}

function readChecks(form: ExerciseForm, { reader, label }: ExerciseContext): Check[] {
  const checks = Object.entries(form.checks).map(([id, check]): Check => {
    const path = ['exercise', 'checks', id]
    const claim = reader.claim(check, path)
    const expected = inWords(claim, label)
    return { id, say: reader.text(check.say, [...path, 'say']), claim, expected }
  })
  if (checks.length === 0)
    reader.error(['exercise', 'checks'], 'checks is empty. Say what makes the exercise solved.')
  return checks
}

/** Code of the hint that is not in the start, but in the solution: that is the answer. */
function givenAway(say: string, { overlays, files }: ExerciseContext): string | undefined {
  const solution = Object.values(overlays.solution ?? {}).join('\n')
  const start = [...files.values()].join('\n')
  return [...say.matchAll(/`([^`]+)`/g)]
    .map(([, code = '']) => code)
    .find((code) => code.length > 2 && solution.includes(code) && !start.includes(code))
}

function readHints(form: ExerciseForm, context: ExerciseContext): Hint[] {
  const { reader } = context
  const hints = Object.entries(form.hints).map(([id, hint]): Hint => {
    const path = ['exercise', 'hints', id]
    const answer = givenAway(hint.say, context)
    if (answer !== undefined)
      reader.mistakes.warning(
        reader.yaml.place(...path, 'say'),
        `The hint quotes ${answer}, which is the answer. Say what is wrong instead.`,
      )
    const when = hint.if && reader.claim(hint.if, [...path, 'if'])
    const html = reader.text(hint.say, [...path, 'say'])
    return { id, html, tries: hint.tries ?? 1, ...(when ? { when } : {}) }
  })
  if (hints.length === 0)
    reader.error(['exercise', 'hints'], 'hints is empty. Say what to look at when it goes wrong.')
  return hints
}

function readWrong(form: ExerciseForm, context: ExerciseContext): Exercise['wrong'] {
  const { reader, overlays } = context
  const { checks, hints, wrong } = form
  for (const name of overlays.wrong.keys()) {
    if (!(name in wrong))
      reader.mistakes.error(
        startOf(`${context.path}/wrong/${name}`),
        `wrong/${name} is not listed under wrong:. Say there which checks it fails.`,
      )
  }
  return Object.entries(wrong).flatMap(([id, { fails, hint }]) => {
    const path = ['exercise', 'wrong', id]
    const files = overlays.wrong.get(id)
    if (files === undefined)
      reader.error(path, `There is no folder wrong/${id}. ${suggest(id, overlays.wrong.keys())}`)
    fails.forEach((check, at) => {
      if (!(check in checks))
        reader.error(
          [...path, 'fails', at],
          `No check is named ${check}. ${suggest(check, Object.keys(checks))}`,
        )
    })
    if (!(hint in hints))
      reader.error(
        [...path, 'hint'],
        `No hint is named ${hint}. ${suggest(hint, Object.keys(hints))}`,
      )
    return files === undefined ? [] : [{ id, files, fails, hint }]
  })
}

/** The exercise as declared; solution/ and wrong/ without one are mistakes. */
export function readExercise(context: ExerciseContext): Exercise | undefined {
  const { reader, overlays } = context
  const form = reader.yaml.value.exercise
  if (!form) {
    strayOverlays(context)
    return undefined
  }
  const { solution } = overlays
  if (solution === undefined)
    reader.error(
      ['exercise'],
      'An exercise needs a solution/ folder; without it nothing proves that it can be solved.',
    )
  return {
    checks: readChecks(form, context),
    hints: readHints(form, context),
    solution: solution ?? {},
    wrong: readWrong(form, context),
  }
}

/** Tells of overlays that no exercise asks for. */
function strayOverlays({
  reader,
  overlays,
  path,
}: Pick<ExerciseContext, 'reader' | 'overlays' | 'path'>): void {
  const found = overlays.solution ? 'solution' : overlays.wrong.size > 0 ? 'wrong' : undefined
  if (found !== undefined)
    reader.mistakes.error(
      startOf(`${path}/${found}`),
      `${found}/ belongs to an exercise, and step.yaml has none. Add exercise:, or delete it.`,
    )
}
