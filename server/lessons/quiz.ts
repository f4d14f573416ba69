/** Questions: what the page is shown of them, and the judging of an answer. */
import { createHash } from 'node:crypto'
import type { Judgement, QuestionView } from '../protocol/index.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'
import { parseMarkdown, renderDocument, renderText } from './prose.ts'
import { checkProse } from './proseRules.ts'
import type { Surroundings } from './proseRules.ts'
import { QuizForm } from './quizForm.ts'
import type { OptionForm, QuestionForm } from './quizForm.ts'
import { readYaml } from './yamlFile.ts'
import type { YamlFile } from './yamlFile.ts'

export interface Question {
  readonly view: QuestionView
  /** Undefined for an option that this question does not have. */
  judge(optionKey: string): Judgement | undefined
}

/**
 * The key of an option: a hash of its text within its question, so that a kept answer survives
 * edits elsewhere and is void when the option it chose reads differently.
 */
export function optionKey(question: string, text: string): string {
  return createHash('sha256').update(`${question}\n${text}`).digest('hex').slice(0, 12)
}

/** One text of a question, and where it stands. */
interface Checks {
  readonly around: Surroundings
  readonly mistakes: Mistakes
  readonly place: (...path: PropertyKey[]) => Place
}

function checkText(source: string, place: Place, { around, mistakes }: Checks): void {
  checkProse(parseMarkdown(source), { around, mistakes, locate: () => place })
}

function checkOptions(options: readonly OptionForm[], checks: Checks): void {
  const { mistakes, place } = checks
  const right = options.filter((option) => option.right === true).length
  if (right !== 1) {
    mistakes.error(
      place('options'),
      `single needs exactly one right option; this has ${right}. Mark one with right: true.`,
    )
  }
  options.forEach((option, index) => {
    const here = place('options', index, 'text')
    if (options.findIndex((other) => other.text.trim() === option.text.trim()) < index) {
      mistakes.error(here, 'Two options read alike. Change one.')
    }
    if (/\b(all|none) of the above\b/i.test(option.text)) {
      mistakes.error(
        here,
        'Options are not always shown in this order. Say what this option means.',
      )
    }
    checkText(option.text, here, checks)
    checkText(option.why, place('options', index, 'why'), checks)
  })
}

function checkQuestion(form: QuestionForm, checks: Checks): void {
  const { around, mistakes, place } = checks
  if (!around.steps.includes(form.from)) {
    mistakes.error(
      place('from'),
      `No step is named ${form.from}. ${suggest(form.from, around.steps)}`,
    )
  }
  checkText(form.ask, place('ask'), checks)
  checkOptions(form.options, checks)
  form.worked.forEach((text, index) => checkText(text, place('worked', index), checks))
  form.mistakes.forEach((text, index) => checkText(text, place('mistakes', index), checks))
  checkText(form.check, place('check'), checks)
}

function createQuestion(id: string, form: QuestionForm): Question {
  const options = form.options.map((option) => ({
    key: optionKey(id, option.text),
    html: renderText(option.text),
    why: renderText(option.why),
    right: option.right === true,
  }))
  const rightKey = options.find((option) => option.right)?.key ?? ''
  const explained = {
    rightKey,
    why: Object.fromEntries(options.map((option) => [option.key, option.why])),
    worked: form.worked.map(renderText),
    mistakes: form.mistakes.map(renderText),
    check: renderText(form.check),
  }
  return {
    view: {
      id,
      idea: form.idea,
      from: form.from,
      askHtml: renderDocument(parseMarkdown(form.ask)),
      options: options.map(({ key, html }) => ({ key, html })),
    },
    judge: (key) =>
      options.some((option) => option.key === key)
        ? { right: key === rightKey, ...explained }
        : undefined,
  }
}

/** The questions of a lesson in order; none when the file has mistakes. */
export function readQuiz(
  file: { path: string; source: string },
  around: Surroundings,
  mistakes: Mistakes,
): readonly Question[] {
  const yaml: YamlFile<QuizForm> | undefined = readYaml(file, QuizForm, mistakes)
  if (!yaml) return []
  return Object.entries(yaml.value.questions).map(([id, form]) => {
    checkQuestion(form, {
      around,
      mistakes,
      place: (...path) => yaml.place('questions', id, ...path),
    })
    return createQuestion(id, form)
  })
}
