/** A step's README.md in the zip: its prose, its prediction where it is asked, and how it is played at home. */
import type { Step, WrittenStep } from '../lessons/index.ts'
import type { StepView } from '../protocol/index.ts'
import { firstPart } from './links.ts'
import { document, folded, inline, letter } from './markdown.ts'

export interface HomeStep {
  readonly step: Step
  readonly view: StepView
  readonly written: WrittenStep
}

/** `03` of `03-two-programs`. */
export const numberOf = (id: string): string => id.split('-', 1)[0] ?? id

/** As it is typed at home. */
const typed = (command: string): string => command.replace(/^python /, 'python3 ')

function prediction({ written }: HomeStep): string | undefined {
  const predict = written.form?.predict
  if (predict === undefined) return undefined
  const options = predict.options.map(({ text }, at) => `- ${letter(at)}. ${text.trim()}`)
  const reasons = predict.options.map(({ why }, at) => `- ${letter(at)}. ${why.trim()}`)
  return document([
    '## Say first',
    predict.ask,
    options.join('\n'),
    folded('After the run: what is to be said of each', reasons.join('\n')),
  ])
}

function howStarted({ step, view }: HomeStep, at: number): string {
  const program = step.programs[at]
  const shown = view.programs[at]
  if (program === undefined || shown === undefined) return ''
  const command = inline(typed(shown.command))
  const when =
    program.start === 'hand'
      ? 'when the text asks for it'
      : program.start === 'run'
        ? undefined
        : program.start.say.replace(/^Starts /, '').replace(/\.$/, '')
  const visits = (program.app?.visits ?? []).map(
    (path) => `<http://localhost:${program.app?.port ?? 80}${path}>`,
  )
  return [
    when === undefined ? command : `${command}, ${when}`,
    visits.length === 0 ? '' : `. Its pages: ${visits.join(', ')}`,
    program.input === undefined ? '' : `. It asks for input, as ${inline(program.input.trim())}`,
  ].join('')
}

function commands(home: HomeStep): string | undefined {
  const { step, view } = home
  if (step.programs.length === 0) return undefined
  const list = step.programs.map((_, at) => `${at + 1}. ${howStarted(home, at)}`)
  const { repeat } = view
  return document([
    '## At home',
    `From this folder, ${inline(`python3 ../play.py ${numberOf(step.id)}`)} does what **Run** does.`,
    step.programs.length === 1
      ? 'Without it:'
      : 'Without it, each program has a terminal of its own, in this order:',
    list.join('\n'),
    repeat &&
      `Run ${inline(repeat.program)} ${repeat.times} times, and count the runs that ${repeat.say.trim()}.`,
    'Ctrl-C stops a program. [What the text says, and what it is at home](../README.md).',
  ])
}

function exercise({ step, written }: HomeStep): string | undefined {
  const form = written.form?.exercise
  if (form === undefined || step.exercise === undefined) return undefined
  const hints = Object.values(form.hints).map(({ say }, at) => folded(`Hint ${at + 1}`, say))
  const files = Object.keys(step.exercise.solution).map(
    (name) => `[${inline(name)}](solution/${encodeURI(name)})`,
  )
  const number = numberOf(step.id)
  return document([
    '## It is solved when',
    Object.values(form.checks)
      .map(({ say }) => `- ${say.trim()}`)
      .join('\n'),
    ...hints,
    `One way to do it is in \`solution/\`: ${files.join(', ')}. ${inline(`python3 ../play.py ${number} --solution`)} plays it.`,
  ])
}

/** The step's page; its links lead where they led in the course. */
export function stepReadme(home: HomeStep): string {
  const { prose } = home.written
  const asked = prediction(home)
  const at = asked === undefined ? 0 : firstPart(prose)
  return document([prose.slice(0, at), asked, prose.slice(at), exercise(home), commands(home)])
}
