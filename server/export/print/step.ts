/** One step on paper: its prose, its code, what its programs printed, what happened. */
import type { HomeStep } from '../stepReadme.ts'
import { letter } from '../markdown.ts'
import { consoles } from './console.ts'
import { happened } from './happened.ts'
import { text } from './html.ts'
import { listing, placeOf } from './listing.ts'
import { onPaper, parts, said } from './prose.ts'
import type { Around } from './prose.ts'
import type { Recording } from './recording.ts'

export interface PaperStep extends HomeStep {
  readonly number: number
  readonly around: Around
  /** Shown files that stand in no earlier step as they are. */
  readonly fresh: readonly string[]
  /** Absent in a step that is only read. */
  readonly recording?: Recording
}

function prediction({ written }: PaperStep): string {
  const predict = written.form?.predict
  if (predict === undefined) return ''
  const options = predict.options.map(
    ({ text: option }, at) =>
      `<li class="lettered"><span class="letter">${letter(at)}</span>${said(option)}</li>`,
  )
  return (
    `<section class="ask"><h3>Say first</h3><p>${said(predict.ask)}</p>` +
    `<ul class="options">${options.join('')}</ul></section>`
  )
}

function exercise({ written }: PaperStep): string {
  const form = written.form?.exercise
  if (form === undefined) return ''
  const checks = Object.values(form.checks).map(({ say }) => `<li>${said(say)}</li>`)
  return `<section class="ask"><h3>It is solved when</h3><ul class="checks">${checks.join('')}</ul></section>`
}

function code({ step, view, fresh, around }: PaperStep): string {
  const listings = fresh.map((name) =>
    listing(name, step.files[name] ?? '', placeOf(step.id, name)),
  )
  const same = view.files
    .filter(({ name }) => !fresh.includes(name) && around.listed.has(name))
    .map(({ name }) => {
      const from = around.listed.get(name) ?? ''
      return `<a href="#${placeOf(from, name)}">${text(name)}</a>`
    })
  const before =
    same.length === 0
      ? ''
      : `<p class="same">As before: <code>${same.join('</code>, <code>')}</code></p>`
  return listings.join('\n') + before
}

export function stepOnPaper(paper: PaperStep): string {
  const { step, view, number, recording, around } = paper
  const [first, rest] = parts(view.html)
  const played =
    recording === undefined
      ? ''
      : `<h3 class="played">As it was played</h3>${consoles(step, view, recording)}${happened(step, view, recording)}`
  return [
    `<section class="step" id="${step.id}">`,
    `<h2><span class="number">${number}</span>${text(view.title)}</h2>`,
    onPaper(first, around),
    code(paper),
    prediction(paper),
    onPaper(rest, around),
    exercise(paper),
    played,
    '</section>',
  ].join('\n')
}
