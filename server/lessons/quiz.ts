/** Reads a lesson's questions: what the page is shown of them, and the sheets that judge answers. */
import { createHash } from 'node:crypto'
import { unreachable } from '../protocol/index.ts'
import type { QuestionView, Sheet } from '../protocol/index.ts'
import { readChoices } from './kinds/choices.ts'
import { readGaps } from './kinds/gap.ts'
import { longProse, prose } from './kinds/kind.ts'
import type { AskedStep, Context, Made, Played } from './kinds/kind.ts'
import { readLine } from './kinds/line.ts'
import { readMatch } from './kinds/match.ts'
import { readOrder } from './kinds/order.ts'
import { readOutput, readRun } from './kinds/output.ts'
import type { Mistakes } from './mistakes.ts'
import { suggest } from './nearest.ts'
import { QuizForm } from './quizForm.ts'
import type { QuestionForm } from './quizForm.ts'
import type { Surroundings } from './proseRules.ts'
import { readYaml } from './yamlFile.ts'

export interface Question {
  readonly view: QuestionView
  /** What judges an answer. */
  readonly sheet: Sheet
  /** The output that the answer is, where it is one. */
  readonly played?: Played
}

/**
 * Of everything that an answer answers, files of the step included, and of the reasons: these the page does not know before an answer,
 * so that it cannot be tried out which options make this hash.
 */
function hashOf(form: QuestionForm, { view }: Made): string {
  const around = ['idea', 'from', 'worked', 'mistakes', 'check']
  const answered = Object.entries(form).filter(([key]) => !around.includes(key))
  return createHash('sha256')
    .update(JSON.stringify([answered, view]))
    .digest('hex')
    .slice(0, 16)
}

function make(form: QuestionForm, context: Context): Made {
  switch (form.kind) {
    case 'single':
    case 'multiple':
      return readChoices(form, context)
    case 'order':
      return readOrder(form, context)
    case 'gap':
      return readGaps(form, context)
    case 'output':
      return readOutput(form, context)
    case 'line':
      return readLine(form, context)
    case 'match':
      return readMatch(form, context)
    case 'run':
      return readRun(form, context)
    default:
      return unreachable(form)
  }
}

function createQuestion(form: QuestionForm, context: Context): Question {
  const { id, around, mistakes, place } = context
  if (!around.steps.includes(form.from))
    mistakes.error(
      place('from'),
      `No step is named ${form.from}. ${suggest(form.from, around.steps)}`,
    )
  const idea = prose(context, form.idea, ['idea'])
  const askHtml = longProse(context, form.ask, ['ask'])
  const made = make(form, context)
  const sheet: Sheet = {
    rule: made.rule,
    why: { ...made.why },
    ...(made.otherwise === undefined ? {} : { otherwise: made.otherwise }),
    worked: form.worked.map((text, index) => prose(context, text, ['worked', index])),
    mistakes: form.mistakes.map((text, index) => prose(context, text, ['mistakes', index])),
    check: prose(context, form.check, ['check']),
  }
  return {
    view: { id, idea, from: form.from, askHtml, hash: hashOf(form, made), ...made.view },
    sheet,
    ...(made.played === undefined ? {} : { played: made.played }),
  }
}

/** The questions of a lesson in order; none when the file has mistakes. */
export function readQuiz(
  file: { path: string; source: string },
  { steps, around }: { steps: readonly AskedStep[]; around: Surroundings },
  mistakes: Mistakes,
): readonly Question[] {
  const yaml = readYaml(file, QuizForm, mistakes)
  if (!yaml) return []
  return Object.entries(yaml.value.questions).map(([id, form]) =>
    createQuestion(form, {
      id,
      around,
      step: steps.find((step) => step.id === form.from),
      mistakes,
      place: (...path) => yaml.place('questions', id, ...path),
    }),
  )
}
