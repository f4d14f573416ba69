/** Reads a lesson's questions: what the page is shown of them, and the sheets that judge answers. */
import { createHash } from 'node:crypto'
import { judge, unreachable } from '../protocol/index.ts'
import type { Parts, QuestionView, Sheet } from '../protocol/index.ts'
import { readChoices } from './kinds/choices.ts'
import { readGaps } from './kinds/gap.ts'
import { prose } from './kinds/kind.ts'
import type { AskedStep, Context, Made, Played } from './kinds/kind.ts'
import { readLine } from './kinds/line.ts'
import { readMatch } from './kinds/match.ts'
import { readOrder } from './kinds/order.ts'
import { readOutput, readRun } from './kinds/output.ts'
import type { Mistakes } from './mistakes.ts'
import { suggest } from './nearest.ts'
import { parseMarkdown, renderDocument } from './prose.ts'
import { QuizForm } from './quizForm.ts'
import type { QuestionForm } from './quizForm.ts'
import { readYaml } from './yamlFile.ts'

export interface Question {
  readonly view: QuestionView
  /** The output that the answer is, where it is one. */
  readonly played?: Played
  /** Undefined for an answer that this question cannot have. */
  judge(parts: Parts): Judged | undefined
}

export interface Judged {
  readonly right: boolean
  readonly sheet: Sheet
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
  prose(context, form.ask, ['ask'])
  const made = make(form, context)
  const sheet: Sheet = {
    rule: made.rule,
    why: { ...made.why },
    ...(made.otherwise === undefined ? {} : { otherwise: made.otherwise }),
    worked: form.worked.map((text, index) => prose(context, text, ['worked', index])),
    mistakes: form.mistakes.map((text, index) => prose(context, text, ['mistakes', index])),
    check: prose(context, form.check, ['check']),
  }
  const askHtml = renderDocument(parseMarkdown(form.ask))
  return {
    view: { id, idea, from: form.from, askHtml, hash: hashOf(form, made), ...made.view },
    ...(made.played === undefined ? {} : { played: made.played }),
    judge: (parts) => {
      const judgement = judge(sheet, parts)
      return judgement === undefined ? undefined : { right: judgement.right, sheet }
    },
  }
}

/** The questions of a lesson in order; none when the file has mistakes. */
export function readQuiz(
  file: { path: string; source: string },
  lesson: { id: string; steps: readonly AskedStep[] },
  mistakes: Mistakes,
): readonly Question[] {
  const yaml = readYaml(file, QuizForm, mistakes)
  if (!yaml) return []
  const around = { lesson: lesson.id, steps: lesson.steps.map(({ id }) => id) }
  return Object.entries(yaml.value.questions).map(([id, form]) =>
    createQuestion(form, {
      id,
      around,
      step: lesson.steps.find((step) => step.id === form.from),
      mistakes,
      place: (...path) => yaml.place('questions', id, ...path),
    }),
  )
}
