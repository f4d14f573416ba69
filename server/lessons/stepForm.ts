/** The form of step.yaml: what runs in a step, and how its files are shown. */
import * as z from 'zod/mini'
import { ClaimForm } from './claimForm.ts'
import { ExerciseForm, PredictForm } from './exerciseForm.ts'
import { byId, described, duration, fields, list, must, text, whole } from './form.ts'
import { proofFields } from './proofForm.ts'

const fileNames = (name: string) =>
  z.array(text(`An entry of ${name}`, 'the path of a file'), {
    error: must(name, 'a list of files'),
  })

const words = (name: string) =>
  list(
    // A port or a number of seconds is written bare; YAML reads it as a number.
    z.pipe(
      z.union([z.string(), z.number()], { error: must(`An entry of ${name}`, 'text') }),
      z.transform(String),
    ),
    { least: 1, most: 50, say: must(name, 'a list of words, as [python, main.py]') },
  )

const Start = z.union(
  [
    z.enum(['run', 'hand']),
    fields('start', { after: described('Starts once this has been seen.', ClaimForm) }),
  ],
  { error: 'start must be run, hand, or { after: claim }.' },
)

const path = (name: string) => {
  const error = must(name, 'a path that begins with /')
  return z.string({ error }).check(z.regex(/^\/[\x21-\x22\x24-\x7e]*$/, { error }))
}

const Heartbeat = fields('heartbeat', {
  path: described('The page that is asked for; / when left out.', z.optional(path('path'))),
  every: described(
    'Time between two questions; 250ms when left out.',
    z.optional(duration('every')),
  ),
  timeout: described(
    'How long an answer is waited for; 1s when left out.',
    z.optional(duration('timeout')),
  ),
  label: described(
    'What the page is called; its path when left out.',
    z.optional(text('label', 'a few words')),
  ),
})

const App = fields('app', {
  port: described('The port of the lab that it serves on.', whole('port', 1, 'a port number')),
  visits: described(
    'The pages that get a button under the text.',
    z.optional(
      z.array(path('An entry of visits'), {
        error: must('visits', 'a list of paths, as [/, /listen/]'),
      }),
    ),
  ),
  heartbeat: described(
    'How it is asked whether it answers: / four times a second when left out.',
    z.optional(Heartbeat),
  ),
})

const oneOf = 'A program has either file: or command:.'

const ProgramForm = fields('A program', {
  file: described(
    'A Python file to start.',
    z.optional(text('file', 'the path of a file of this step')),
  ),
  command: described('A command, as a list of words.', z.optional(words('command'))),
  args: described('What follows the file on the command line.', z.optional(words('args'))),
  label: described(
    'Its name on the page; file or id when left out.',
    z.optional(text('label', 'a few words')),
  ),
  start: described(
    'run (with Run all), hand (its own button), or after a claim.',
    z.optional(Start),
  ),
  input: described(
    'What may be typed into it, offered to the learner.',
    z.optional(text('input', 'text')),
  ),
  app: described('The web app it serves: visited, and asked for its beat.', z.optional(App)),
}).check(
  z.refine((program) => (program.file === undefined) !== (program.command === undefined), {
    error: oneOf,
  }),
  z.refine((program) => program.args === undefined || program.command === undefined, {
    error: 'args belong to file:. Write them at the end of command:.',
    path: ['args'],
  }),
)
export type ProgramForm = z.infer<typeof ProgramForm>

const RepeatForm = fields('repeat', {
  program: described(
    'The program that is run again and again.',
    text('program', 'the id of a program'),
  ),
  times: described(
    'How many runs; 2 to 50.',
    whole('times', 2, 'a whole number from 2 to 50').check(
      z.maximum(50, { error: must('times', 'a whole number from 2 to 50') }),
    ),
  ),
  count: described('Runs for which this held are counted.', ClaimForm),
  say: described(
    'Goes on after "3 of 10 runs", as in "lost Notification 1".',
    text('say', 'the end of a sentence that begins with "3 of 10 runs"'),
  ),
  button: described('The words on the button.', text('button', 'the words on the button')),
})

export const StepForm = fields('step.yaml', {
  programs: described(
    'What can be run here, in the order of the tabs.',
    byId('programs', ProgramForm),
  ),
  from: described(
    'The step whose files this one goes on with.',
    z.optional(text('from', 'the folder of an earlier step')),
  ),
  show: described(
    "The files shown as tabs, in this order; the step's own files when left out.",
    z.optional(fileNames('show')),
  ),
  readonly: described(
    'Shown files that a learner may not change.',
    z.optional(fileNames('readonly')),
  ),
  repeat: described(
    'A button that runs one program several times and counts.',
    z.optional(RepeatForm),
  ),
  redis_switch: described(
    "Shows the buttons that stop and start the lab's Redis.",
    z.optional(z.boolean({ error: must('redis_switch', 'true or false') })),
  ),
  ...proofFields,
  predict: described(
    'A question before the first run, answered by the run.',
    z.optional(PredictForm),
  ),
  exercise: described(
    'Makes the step an exercise; solution/ and wrong/ prove it.',
    z.optional(ExerciseForm),
  ),
})
export type StepForm = z.infer<typeof StepForm>
