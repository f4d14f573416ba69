/** The form of a question of each kind: what they share, and what each asks for. */
import * as z from 'zod/mini'
import { described, fields, list, must, text } from './form.ts'

const reason = 'what someone who picks it believes, and what really happens'
const why = described(`The reason: ${reason}.`, text('why', reason))
const otherwise = described(
  'What is said to any other answer.',
  text('otherwise', 'what is said to any other answer'),
)
/** Code and output keep their spaces, so an empty one is all that is refused. */
const code = (name: string, be: string) => text(name, be)

const texts = (name: string, be: string) =>
  list(text(`An entry of ${name}`, be), {
    least: 1,
    most: 8,
    say: must(name, `a list with at least one entry, each ${be}`),
  })

const some = <E extends z.ZodMiniType>(
  name: string,
  entry: E,
  [least, most]: readonly [number, number],
) => list(entry, { least, most, say: () => `${name} needs ${least} to ${most} entries.` })

const common = {
  idea: described(
    'Names the idea in the summary at the end.',
    text('idea', 'a few words that name the idea'),
  ),
  from: described('The step that teaches it.', text('from', 'the folder of a step')),
  ask: described('The question, Markdown; may hold a block of code.', text('ask', 'the question')),
  worked: described(
    'The explanation, one step each.',
    texts('worked', 'one step of the explanation'),
  ),
  mistakes: described('What is commonly taken wrongly.', texts('mistakes', 'one common mistake')),
  check: described('A question to ask oneself next time.', text('check', 'one line')),
}

/** An answer that is known to be wrong. */
const Wrong = fields('An entry of wrong', {
  is: described('The answer, as it is typed.', code('is', 'a wrong answer')),
  why,
})
const wrong = described(
  'Wrong answers that have a reason of their own.',
  z.optional(some('wrong', Wrong, [1, 8])),
)

const OptionForm = fields('An option', {
  text: described('What is offered, inline Markdown.', text('text', 'what is offered')),
  right: described(
    'Marks a right option.',
    z.optional(z.literal(true, { error: 'right is true or left out.' })),
  ),
  why,
})

export const SingleForm = fields('A question of kind single', {
  kind: z.literal('single'),
  ...common,
  options: described('Two to six, exactly one of them right.', some('options', OptionForm, [2, 6])),
})

export const MultipleForm = fields('A question of kind multiple', {
  kind: z.literal('multiple'),
  ...common,
  options: described(
    'Three to seven; at least one is right, and one is not.',
    some('options', OptionForm, [3, 7]),
  ),
})

const OrderedLine = fields('A line', {
  code: described('The line, with its indentation.', code('code', 'one line of code')),
  id: described('A name that after: of other lines can use.', z.optional(text('id', 'a name'))),
  after: described(
    'Lines that must stand before it. Without any in the question, the order is as written.',
    z.optional(some('after', text('An entry of after', 'the id of a line'), [1, 7])),
  ),
  why: described('Why it stands where it stands.', text('why', 'why it stands where it stands')),
})

const ExtraLine = fields('An extra line', {
  code: described('A line that belongs nowhere.', code('code', 'one line of code')),
  why,
})

export const OrderForm = fields('A question of kind order', {
  kind: z.literal('order'),
  ...common,
  lines: described('The lines, in a right order.', some('lines', OrderedLine, [3, 8])),
  extra: described('Lines that do not belong.', z.optional(some('extra', ExtraLine, [1, 3]))),
})

const GapPart = fields('A gap', {
  accept: described(
    'Right answers; the first one is shown.',
    some('accept', code('An entry of accept', 'a right answer'), [1, 8]),
  ),
  matches: described(
    'A regular expression that the whole answer may match instead.',
    z.optional(text('matches', 'a regular expression')),
  ),
  exact: described(
    'Every character counts, also spaces and quotes.',
    z.optional(z.literal(true, { error: 'exact is true or left out.' })),
  ),
  why: described('What is said to a right answer.', text('why', 'what is said to a right answer')),
  wrong,
  otherwise,
})

export const GapForm = fields('A question of kind gap', {
  kind: z.literal('gap'),
  ...common,
  code: described('The code, with ___ for each gap.', code('code', 'code with ___ for each gap')),
  gaps: described('One for each ___, in order.', some('gaps', GapPart, [1, 4])),
})

/** A change to a file of the step, for this question only. */
const Edit = fields('An edit', {
  file: described('A file of the step.', text('file', 'a file of the step')),
  replace: described('What stands there once.', code('replace', 'a piece of the file')),
  by: described('What stands there instead.', z.string({ error: must('by', 'a text') })),
})

const played = {
  program: described('A program of the step.', text('program', 'a program of the step')),
  edits: described(
    'Changes to files of the step, for this question.',
    z.optional(some('edits', Edit, [1, 4])),
  ),
  prints: described(
    'All that the program prints when the step is run; it is played to prove it.',
    code('prints', 'what the program prints'),
  ),
}

const PrintedOption = fields('An option', {
  prints: described('Output that is offered.', code('prints', 'output that is offered')),
  why,
})

export const OutputForm = fields('A question of kind output', {
  kind: z.literal('output'),
  ...common,
  ...played,
  options: described(
    'Outputs to choose from; the right one is the one that is printed. Without it, it is typed.',
    z.optional(some('options', PrintedOption, [2, 6])),
  ),
  why: described(
    'What is said to a right answer that was typed.',
    z.optional(text('why', 'what is said to a right answer')),
  ),
  wrong,
  otherwise: z.optional(otherwise),
})

export const RunForm = fields('A question of kind run', {
  kind: z.literal('run'),
  ...common,
  ...played,
  part: described(
    'A regular expression with one group: the part of the output that is asked for.',
    z.optional(text('part', 'a regular expression with one group')),
  ),
  why: described('What is said to a right answer.', text('why', 'what is said to a right answer')),
  wrong,
  otherwise,
})

const WrongLine = fields('An entry of wrong', {
  line: described('The text of a line.', code('line', 'the text of a line')),
  why,
})

export const LineForm = fields('A question of kind line', {
  kind: z.literal('line'),
  ...common,
  file: described('A file that the step shows.', text('file', 'a file of the step')),
  right: described('The text of the right line.', code('right', 'the text of the right line')),
  why: described('What is said to a right answer.', text('why', 'what is said to a right answer')),
  wrong: described(
    'Lines that have a reason of their own.',
    z.optional(some('wrong', WrongLine, [1, 8])),
  ),
  otherwise,
})

const Pair = fields('A pair', {
  left: described('What is asked, inline Markdown.', text('left', 'what is asked')),
  right: described('What belongs to it, plain text.', text('right', 'what belongs to it')),
  why: described('Why they belong together.', text('why', 'why they belong together')),
})

export const MatchForm = fields('A question of kind match', {
  kind: z.literal('match'),
  ...common,
  pairs: described('What belongs together.', some('pairs', Pair, [3, 6])),
  extra: described(
    'Right sides that belong to nothing.',
    z.optional(some('extra', text('An entry of extra', 'plain text'), [1, 3])),
  ),
})
