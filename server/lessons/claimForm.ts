/** Claims as written in YAML, and their way into the form the judge takes. */
import * as z from 'zod/mini'
import { wireFacts } from './claim.ts'
import type { Claim, Count } from './claim.ts'
import { count, described, duration, fields, must, pattern, text, whole } from './form.ts'
import { VisitForm, visitClaim } from './visitForm.ts'
import { wireClaim, wireForms } from './wireForm.ts'
import { EndReason, Stream, ThreadWaitsFor, WaitsFor } from '../protocol/index.ts'

const of = described(
  'Which program; may be left out when the step has one.',
  z.optional(text('of', 'the id of a program')),
)

const OutputForm = fields('output', {
  of,
  line: described('A whole line, as the console shows it.', z.optional(text('line', 'text'))),
  has: described('Text somewhere in a line.', z.optional(text('has', 'text'))),
  matches: described('A regular expression found in a line.', z.optional(pattern('matches'))),
  stream: described(
    'Only lines of this stream.',
    z.optional(z.enum(Stream.options, { error: must('stream', 'out or err') })),
  ),
  times: described('How many such lines; 1+ when left out.', z.optional(count)),
}).check(
  z.refine(
    (form) => [form.line, form.has, form.matches].filter((one) => one !== undefined).length === 1,
    {
      error: 'output looks for one thing. Give it exactly one of line, has and matches.',
    },
  ),
)

/** What a thread or a program can wait for. */
const waits = [...new Set([...WaitsFor.options, ...ThreadWaitsFor.options]), 'anything'] as const

const ThreadForm = fields('thread', {
  of,
  name: described(
    'Which thread, by the beginning of its name; any when left out.',
    z.optional(text('name', 'the name of a thread, as MainThread')),
  ),
  at: described(
    "Text of the learner's line that it stands at; never a number, which an edit changes.",
    z.optional(text('at', 'text of the line')),
  ),
  waits_for: described(
    'What a thread of the program waits for.',
    z.enum(waits, { error: must('waits_for', `one of ${waits.join(', ')}`) }),
  ),
  lasting: described(
    'For how long without a break; 0s when left out.',
    z.optional(duration('lasting')),
  ),
})

const HeartbeatForm = fields('heartbeat', {
  of,
  answers: described('The app answered within this time.', z.optional(duration('answers'))),
  always: described('Every beat is answered within this time.', z.optional(duration('always'))),
  silent_for: described('No beat was answered for so long.', z.optional(duration('silent_for'))),
  for: described('With answers and always: for so long.', z.optional(duration('for'))),
}).check(
  z.refine(
    ({ answers, always, silent_for }) =>
      [answers, always, silent_for].filter((one) => one !== undefined).length === 1,
    {
      error: 'heartbeat says one thing. Give it exactly one of answers, always and silent_for.',
    },
  ),
)

const ends = EndReason.def.options.map((option) => option.shape.type.def.values[0] ?? 'exit')

const EndsForm = fields('ends', {
  of,
  code: described(
    'Its exit status; any when left out.',
    z.optional(whole('code', 0, 'a whole number from 0 on')),
  ),
  by: described(
    'How it ended; exit, by itself, when left out.',
    z.optional(z.enum(ends, { error: must('by', `one of ${ends.join(', ')}`) })),
  ),
})

const RunningForm = fields('running', {
  of,
  for: described('So long after its start; at the end when left out.', z.optional(duration('for'))),
})

type Wire = { [K in keyof typeof wireForms]?: z.infer<(typeof wireForms)[K]> | undefined }

/** A claim as written: exactly one fact, and when it has to hold. */
export interface ClaimForm extends Wire {
  output?: z.infer<typeof OutputForm> | undefined
  thread?: z.infer<typeof ThreadForm> | undefined
  heartbeat?: z.infer<typeof HeartbeatForm> | undefined
  visit?: z.infer<typeof VisitForm> | undefined
  ends?: z.infer<typeof EndsForm> | undefined
  running?: z.infer<typeof RunningForm> | undefined
  order?: ClaimForm[] | undefined
  all?: ClaimForm[] | undefined
  any?: ClaimForm[] | undefined
  not?: ClaimForm | undefined
  after?: ClaimForm | undefined
  within?: number | undefined
}

const some = (name: string, least = 1) => {
  const be = least === 1 ? 'a list of claims' : `a list of at least ${least} claims`
  return z
    .array(
      z.lazy(() => ClaimForm),
      { error: must(name, be) },
    )
    .check(z.minLength(least, { error: must(name, be) }))
}

/** The keys of a claim; a check or a truth may have others beside them. */
export const claimFields = {
  output: described('That many lines of output fit.', z.optional(OutputForm)),
  thread: described('A thread waits for something.', z.optional(ThreadForm)),
  heartbeat: described('The app answers, always does, or does not.', z.optional(HeartbeatForm)),
  visit: described('A visit of the app was answered, or waits.', z.optional(VisitForm)),
  ends: described('The program ends.', z.optional(EndsForm)),
  running: described('The program still runs.', z.optional(RunningForm)),
  ...wireForms,
  order: described('Each of these after the one before it.', z.optional(some('order', 2))),
  all: described('Every one of these.', z.optional(some('all'))),
  any: described('At least one of these.', z.optional(some('any'))),
  not: described('This does not come about.', z.optional(z.lazy(() => ClaimForm))),
  after: described('Only what is seen after this counts.', z.optional(z.lazy(() => ClaimForm))),
  within: described('In this time from the start, or from after:.', z.optional(duration('within'))),
}

const facts = Object.keys(claimFields).filter((key) => key !== 'after' && key !== 'within')

/** Tells unless the value says exactly one fact. */
export const saysOneThing = (context: {
  readonly value: object
  readonly issues: z.core.$ZodRawIssue[]
}): void => {
  const said = Object.keys(context.value).filter((key) => facts.includes(key))
  if (said.length === 1) return
  context.issues.push({
    code: 'custom',
    input: context.value,
    message:
      said.length === 0
        ? `A claim says one thing; this one says nothing. Give it one of ${facts.join(', ')}.`
        : `A claim says one thing; this one says ${said.join(' and ')}. Join them with all:.`,
  })
}

export const ClaimForm: z.ZodMiniType<ClaimForm> = fields('A claim', claimFields).check(
  saysOneThing,
)

function named(program: string | undefined): { of?: string } {
  return program === undefined ? {} : { of: program }
}

const atLeastOnce: Count = { min: 1, max: Infinity }

function outputClaim(form: z.infer<typeof OutputForm>): Claim {
  const how = form.line !== undefined ? 'line' : form.has !== undefined ? 'has' : 'matches'
  return {
    fact: 'output',
    ...named(form.of),
    ...(form.stream === undefined ? {} : { stream: form.stream }),
    text: { how, value: form[how] ?? '' },
    times: form.times ?? atLeastOnce,
  }
}

function threadClaim(form: z.infer<typeof ThreadForm>): Claim {
  return {
    fact: 'thread',
    ...named(form.of),
    waitsFor: form.waits_for,
    lastingMs: form.lasting ?? 0,
    ...(form.name === undefined ? {} : { name: form.name }),
    ...(form.at === undefined ? {} : { at: form.at }),
  }
}

function heartbeatClaim(form: z.infer<typeof HeartbeatForm>): Claim {
  const lasting = form.for === undefined ? {} : { forMs: form.for }
  const who = named(form.of)
  if (form.silent_for !== undefined) return { fact: 'silent', ...who, lastingMs: form.silent_for }
  return form.always === undefined
    ? { fact: 'heartbeat', ...who, answersMs: form.answers ?? 0, ...lasting }
    : { fact: 'beats', ...who, underMs: form.always, ...lasting }
}

function endsClaim({ of: program, code, by }: z.infer<typeof EndsForm>): Claim {
  return {
    fact: 'ends',
    ...named(program),
    ...(code === undefined ? {} : { code }),
    ...(by === undefined ? {} : { by }),
  }
}

/** The one fact of a form, without when it has to hold. */
function factOf(form: ClaimForm): Claim {
  const { output, thread, heartbeat, visit, ends: ended, running, order, all, any, not } = form
  if (output) return outputClaim(output)
  if (thread) return threadClaim(thread)
  if (heartbeat) return heartbeatClaim(heartbeat)
  if (visit) return visitClaim(visit)
  if (ended) return endsClaim(ended)
  if (running) {
    const lasting = running.for === undefined ? {} : { forMs: running.for }
    return { fact: 'running', ...named(running.of), ...lasting }
  }
  for (const fact of wireFacts) {
    const wire = form[fact]
    if (wire) return wireClaim(fact, wire)
  }
  if (not) return { fact: 'not', claim: claimOf(not) }
  if (order) return { fact: 'order', claims: order.map(claimOf) }
  return all
    ? { fact: 'all', claims: all.map(claimOf) }
    : { fact: 'any', claims: (any ?? []).map(claimOf) }
}

/** The claim that a form says. The form has been checked: it has exactly one fact. */
export function claimOf(form: ClaimForm): Claim {
  const fact = factOf(form)
  const { within, after } = form
  const timed: Claim = within === undefined ? fact : { fact: 'within', ms: within, claim: fact }
  return after === undefined ? timed : { fact: 'after', after: claimOf(after), claim: timed }
}
