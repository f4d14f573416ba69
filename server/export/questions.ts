/** A lesson's questions in Markdown: asked, without a word of what is right. */
import type { QuestionForm, Step } from '../lessons/index.ts'
import type { QuestionView } from '../protocol/index.ts'
import { document, fence, inline, letter, plain } from './markdown.ts'

/** One question with what the page shows of it and the step that it is about. */
export interface Asked {
  readonly number: number
  readonly form: QuestionForm
  readonly view: QuestionView
  readonly step: Step
}

export const headingOf = ({ number, form }: Asked): string => `## ${number}. ${form.idea}`

const lettered = (texts: readonly string[]): string =>
  texts.map((text, at) => `- ${letter(at)}. ${text.trim()}`).join('\n')

const blocks = (texts: readonly string[]): string =>
  texts.map((text, at) => `${letter(at)}.\n\n${fence(text)}`).join('\n\n')

/** Lines with their letters, indentation kept. */
const lines = (texts: readonly string[]): string =>
  fence(texts.map((text, at) => `${letter(at)}  ${text}`).join('\n'))

const language = (file: string): string => (file.endsWith('.py') ? 'python' : 'text')

/** The program's file as the question has it: edited. */
function editedFile({ form, step }: Asked): { name: string; text: string } | undefined {
  if (form.kind !== 'output' && form.kind !== 'run') return undefined
  const name = step.programs.find(({ id }) => id === form.program)?.file
  const source = name === undefined ? undefined : step.files[name]
  if (name === undefined || source === undefined) return undefined
  const edits = form.edits?.filter(({ file }) => file === name) ?? []
  const text = edits.reduce((now, { replace, by }) => now.replace(replace, () => by), source)
  return { name, text }
}

function listing(asked: Asked): string | undefined {
  const file = editedFile(asked)
  return file && `${inline(file.name)}:\n\n${fence(file.text, language(file.name))}`
}

function askToRun(asked: Asked): string {
  const { form, step } = asked
  if (form.kind !== 'run') return ''
  const file = inline(editedFile(asked)?.name ?? form.program)
  return form.edits === undefined
    ? `Run ${file} of ${inline(step.id)} to find out.`
    : `Make this of ${file} in ${inline(step.id)}, and run it to find out.`
}

/** What is asked beside the question itself, by its kind. */
function body(asked: Asked): (string | undefined)[] {
  const { form, view, step } = asked
  switch (form.kind) {
    case 'single':
      return [lettered(form.options.map(({ text }) => text))]
    case 'multiple':
      return ['More than one may be right.', lettered(form.options.map(({ text }) => text))]
    case 'order': {
      const shown = view.kind === 'order' ? view.lines.map(({ text }) => text) : []
      return [form.extra === undefined ? '' : 'Some belong nowhere.', lines(shown)]
    }
    case 'gap':
      return [fence(form.code, 'python'), 'What belongs in place of `___`?']
    case 'output': {
      if (form.options === undefined) return [listing(asked), 'Write down all that it prints.']
      const shown = view.kind === 'output' ? (view.options ?? []).map(({ text }) => text) : []
      return [listing(asked), blocks(shown)]
    }
    case 'run':
      return [askToRun(asked), listing(asked)]
    case 'line': {
      const text = step.files[form.file] ?? ''
      const numbered = text.trimEnd().split('\n')
      const width = String(numbered.length).length
      const listed = numbered.map((line, at) => `${String(at + 1).padStart(width)}  ${line}`)
      return [`${inline(form.file)}:`, fence(listed.join('\n'))]
    }
    case 'match': {
      const shown = view.kind === 'match' ? view.right.map(({ text }) => text) : []
      const left = form.pairs.map((pair, at) => `${at + 1}. ${pair.left.trim()}`).join('\n')
      return ['What belongs together?', left, lettered(shown.map(plain))]
    }
  }
}

/** The question as a section of a document. */
export function questionText(asked: Asked): string {
  return document([headingOf(asked), asked.form.ask, ...body(asked)])
}
