/** What lies where in a lesson's zip. */
import { setImmediate } from 'node:timers/promises'
import { answerText } from './answers.ts'
import { homeReadme } from './homeReadme.ts'
import { leadLinks } from './links.ts'
import { document } from './markdown.ts'
import { modulesOf, requirementsOf } from './needs.ts'
import { questionText } from './questions.ts'
import type { Asked } from './questions.ts'
import { scoreOf } from './score.ts'
import type { Source } from './source.ts'
import { stepReadme } from './stepReadme.ts'

type Files = Map<string, string | Buffer>

export interface Layout {
  /** By path below the lesson's folder, in no order. */
  readonly files: ReadonlyMap<string, string | Buffer>
  /** One sentence for each thing of the lesson that is not in it. */
  readonly lost: readonly string[]
}

/** The lesson's questions in order, each with its view and the step it is about. */
export function askedOf({ lesson, written }: Source): Asked[] {
  return Object.entries(written.questions).flatMap(([id, form], at) => {
    const view = lesson.view.questions.find((one) => one.id === id)
    const step = lesson.steps.find((one) => one.id === form.from)
    return view === undefined || step === undefined ? [] : [{ number: at + 1, form, view, step }]
  })
}

/** Code and pictures of each step; every folder is whole, so that it runs by itself. */
function placeSteps({ lesson, written }: Source, files: Files): void {
  for (const { id, files: own, exercise } of lesson.steps) {
    for (const [name, text] of Object.entries(own)) files.set(`${id}/${name}`, text)
    if (exercise === undefined) continue
    for (const [name, text] of Object.entries({ ...own, ...exercise.solution }))
      files.set(`${id}/solution/${name}`, text)
  }
  for (const { id, pictures } of written.steps)
    for (const [name, bytes] of pictures) files.set(`${id}/${name}`, bytes)
}

function placeQuiz(source: Source, files: Files): void {
  const asked = askedOf(source)
  if (asked.length === 0) return
  const { title } = source.written.card
  files.set(
    'quiz.md',
    document([
      `# Questions: ${title}`,
      'What is right, and why, is in [answers.md](answers.md).',
      ...asked.map(questionText),
    ]),
  )
  files.set(
    'answers.md',
    document([
      `# Answers: ${title}`,
      'The questions are in [quiz.md](quiz.md).',
      ...asked.map(answerText),
    ]),
  )
}

/** The course's glossary lies in the lesson's own folder here. */
const fromStep = new Map([['../../glossary.md', '../glossary.md']])
const fromQuiz = new Map([['../glossary.md', 'glossary.md']])

interface Prose {
  readonly folder: string
  readonly text: string
  readonly nearer: ReadonlyMap<string, string>
}

/** Links led, and those that lead nowhere told. */
function led({ folder, text, nearer }: Prose, files: Files, lost: string[]): string {
  const found = leadLinks(text, { folder, paths: new Set(files.keys()), nearer })
  lost.push(...found.lost.map((url) => `${folder || 'The root'}: ${url} is not in the zip.`))
  return found.text
}

/** Lays the lesson out. Between two pages a server turns to whoever else waits: each takes some milliseconds. */
export async function layOut(source: Source): Promise<Layout> {
  const { lesson, written } = source
  const files: Files = new Map()
  const lost: string[] = []
  const modules = modulesOf(lesson)
  files.set('play.py', source.player)
  files.set('play.json', scoreOf(source, modules))
  if (modules.length > 0)
    files.set('requirements.txt', requirementsOf(modules, source.requirements))
  placeSteps(source, files)
  placeQuiz(source, files)
  files.set('README.md', homeReadme(source, modules.length > 0))
  if (written.glossary !== undefined) files.set('glossary.md', written.glossary)
  // Every page is there before a link is led: steps lead to each other.
  for (const { id } of lesson.steps) files.set(`${id}/README.md`, '')
  for (const [at, one] of written.steps.entries()) {
    const step = lesson.steps[at]
    const view = lesson.view.steps[at]
    if (step === undefined || view === undefined) continue
    await setImmediate()
    const text = stepReadme({ step, view, written: one })
    files.set(`${one.id}/README.md`, led({ folder: one.id, text, nearer: fromStep }, files, lost))
  }
  for (const name of ['quiz.md', 'answers.md', 'glossary.md']) {
    await setImmediate()
    const text = files.get(name)
    if (typeof text === 'string')
      files.set(name, led({ folder: '', text, nearer: fromQuiz }, files, lost))
  }
  return { files, lost }
}
