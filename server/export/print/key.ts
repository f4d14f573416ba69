/** What stands at the end of the paper: the questions, and on a page of its own what is right. */
import { parseMarkdown, renderDocument } from '../../lessons/index.ts'
import { answerText } from '../answers.ts'
import { askedOf } from '../layout.ts'
import { letter } from '../markdown.ts'
import { questionText } from '../questions.ts'
import type { Source } from '../source.ts'
import { text, unlinked } from './html.ts'
import { listing } from './listing.ts'
import { said } from './prose.ts'
import type { PaperStep } from './step.ts'

function render(markdown: string): string {
  return unlinked(renderDocument(parseMarkdown(markdown)))
    .replaceAll(/<(\/?)h2>/g, '<$1h3>')
    .replaceAll(/<li>([A-Z])[.:] /g, '<li class="lettered"><span class="letter">$1</span>')
}

export function questions(source: Source): string {
  const asked = askedOf(source)
  if (asked.length === 0) return ''
  const all = asked.map((one) => `<section class="question">${render(questionText(one))}</section>`)
  return `<section class="quiz" id="questions"><h2>Questions</h2>${all.join('\n')}</section>`
}

function reasons({ written, number, view }: PaperStep): string {
  const predict = written.form?.predict
  if (predict === undefined) return ''
  const list = predict.options.map(
    ({ why }, at) =>
      `<li class="lettered"><span class="letter">${letter(at)}</span>${said(why)}</li>`,
  )
  return `<section class="question"><h3>Step ${number}, ${text(view.title)}: said first</h3><ul class="options">${list.join('')}</ul></section>`
}

function solution({ step, written, number, view }: PaperStep): string {
  if (step.exercise === undefined) return ''
  const hints = Object.values(written.form?.exercise?.hints ?? {}).map(
    ({ say }) => `<li>${said(say)}</li>`,
  )
  const files = Object.entries(step.exercise.solution).map(([name, source]) =>
    listing(name, source),
  )
  return (
    `<section class="question"><h3>Step ${number}, ${text(view.title)}: one way to do it</h3>` +
    `<p>Hints, for when it does not work:</p><ul class="checks">${hints.join('')}</ul>${files.join('\n')}</section>`
  )
}

export function key(source: Source, steps: readonly PaperStep[]): string {
  const asked = askedOf(source)
  const all = [
    ...steps.flatMap((step) => [reasons(step), solution(step)]),
    ...asked.map((one) => `<section class="question">${render(answerText(one))}</section>`),
  ].filter((part) => part !== '')
  if (all.length === 0) return ''
  return `<section class="key" id="answers"><h2>What is right, and why</h2>${all.join('\n')}</section>`
}
