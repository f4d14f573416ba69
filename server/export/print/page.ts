/** A lesson as one page of HTML to be printed: no scripts, nothing from elsewhere. */
import type { GlossaryView } from '../../protocol/index.ts'
import type { Source } from '../source.ts'
import { text, unlinked } from './html.ts'
import { key, questions } from './key.ts'
import type { Recording } from './recording.ts'
import { stepOnPaper } from './step.ts'
import type { PaperStep } from './step.ts'
import { style } from './style.ts'

export interface Played {
  /** By the id of its step. */
  readonly recordings: ReadonlyMap<string, Recording>
  /** The course's terms. */
  readonly glossary: GlossaryView
  /** What it was played with: `Redis 7.0.15`, `Python 3.11.2`. */
  readonly versions: readonly string[]
  /** The day it was played. */
  readonly day: string
}

/** Steps with what has been listed before each: a file stands once, as long as it does not change. */
function paperSteps({ lesson, written }: Source, played: Played): PaperStep[] {
  const listed = new Map<string, { step: string; source: string }>()
  const terms = new Set<string>()
  return lesson.steps.flatMap((step, at): PaperStep[] => {
    const view = lesson.view.steps[at]
    const source = written.steps[at]
    if (view === undefined || source === undefined) return []
    const fresh = view.files
      .filter(({ name, text: code }) => listed.get(name)?.source !== code)
      .map(({ name }) => name)
    for (const name of fresh) listed.set(name, { step: step.id, source: step.files[name] ?? '' })
    const recording = played.recordings.get(step.id)
    const around = {
      step: step.id,
      listed: new Map([...listed].map(([name, one]) => [name, one.step])),
      pictures: source.pictures,
      terms,
    }
    return [
      {
        ...{ step, view, written: source, number: at + 1, fresh, around },
        ...(recording === undefined ? {} : { recording }),
      },
    ]
  })
}

/** The terms that the lesson leads to, as the course explains them. */
function glossary({ terms: all }: GlossaryView, led: ReadonlySet<string>): string {
  const used = all
    .filter(({ id }) => led.has(id))
    .map(({ id, name, html }) => `<dt id="term-${id}">${text(name)}</dt><dd>${unlinked(html)}</dd>`)
  if (used.length === 0) return ''
  return `<section class="words" id="words"><h2>Words</h2><dl>${used.join('\n')}</dl></section>`
}

function head({ written }: Source, { versions, day }: Played): string {
  const { title, summary, goals, minutes } = written.card
  return [
    `<header><p class="brand">backchannel</p><h1>${text(title)}</h1>`,
    `<p class="summary">${text(summary)}</p>`,
    `<p class="facts">${minutes} min. Played on ${text(day)} with ${text(versions.join(', '))}; what programs print here was recorded then.</p>`,
    `<h3>Afterwards you can</h3><ul class="checks">${goals.map((goal) => `<li>${text(goal.trim())}</li>`).join('')}</ul>`,
  ].join('\n')
}

function contents(
  steps: readonly PaperStep[],
  more: readonly (readonly [string, string])[],
): string {
  const entries = steps.map(
    ({ step, view, number }) =>
      `<li><span class="number">${number}</span><a href="#${step.id}">${text(view.title)}</a></li>`,
  )
  const rest = more.map(
    ([id, title]) => `<li><span class="number"></span><a href="#${id}">${title}</a></li>`,
  )
  return `<ol class="contents">${[...entries, ...rest].join('')}</ol></header>`
}

/** `steps` without a recording are only read, or could not be played. */
export function printLesson(source: Source, played: Played): string {
  const steps = paperSteps(source, played)
  const body = steps.map(stepOnPaper)
  const [terms] = steps.map(({ around }) => around.terms)
  const ends: readonly (readonly [string, string, string])[] = [
    ['questions', 'Questions', questions(source)],
    ['words', 'Words', glossary(played.glossary, terms ?? new Set())],
    ['answers', 'What is right, and why', key(source, steps)],
  ]
  const there = ends.filter(([, , html]) => html !== '')
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${text(source.written.card.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    head(source, played),
    contents(
      steps,
      there.map(([id, title]) => [id, title] as const),
    ),
    ...body,
    ...there.map(([, , html]) => html),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
