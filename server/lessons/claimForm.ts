/** Claims as written in YAML, and their way into the form the judge takes. */
import * as z from 'zod/mini'
import type { Claim, Count } from './claim.ts'
import { count, described, duration, fields, must, text, whole } from './form.ts'
import { Stream, WaitsFor } from '../protocol/index.ts'

const of = described(
  'Which program; may be left out when the step has one.',
  z.optional(text('of', 'the id of a program')),
)

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const OutputForm = fields('output', {
  of,
  line: described('A whole line, as the console shows it.', z.optional(text('line', 'text'))),
  has: described('Text somewhere in a line.', z.optional(text('has', 'text'))),
  matches: described(
    'A regular expression found in a line.',
    z.optional(
      text('matches', 'a regular expression').check(
        z.refine(compiles, {
          error: 'matches is not a regular expression. Quote what is meant literally, or use has:.',
        }),
      ),
    ),
  ),
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

const ThreadForm = fields('thread', {
  of,
  waits_for: described(
    'What a thread of the program waits for.',
    z.enum(WaitsFor.options, { error: must('waits_for', `one of ${WaitsFor.options.join(', ')}`) }),
  ),
  lasting: described(
    'For how long without a break; 0s when left out.',
    z.optional(duration('lasting')),
  ),
})

const HeartbeatForm = fields('heartbeat', {
  of,
  answers: described('The app answered within this time.', duration('answers')),
})

const EndsForm = fields('ends', {
  of,
  code: described(
    'Its exit status; any when left out.',
    z.optional(whole('code', 0, 'a whole number from 0 on')),
  ),
})

const RunningForm = fields('running', { of })

/** A claim as written: exactly one of these keys. */
export interface ClaimForm {
  output?: z.infer<typeof OutputForm> | undefined
  thread?: z.infer<typeof ThreadForm> | undefined
  heartbeat?: z.infer<typeof HeartbeatForm> | undefined
  ends?: z.infer<typeof EndsForm> | undefined
  running?: z.infer<typeof RunningForm> | undefined
  all?: ClaimForm[] | undefined
  any?: ClaimForm[] | undefined
  not?: ClaimForm | undefined
}

const some = (name: string) =>
  z
    .array(
      z.lazy(() => ClaimForm),
      { error: must(name, 'a list of claims') },
    )
    .check(z.minLength(1, { error: must(name, 'a list of claims') }))

export const ClaimForm: z.ZodMiniType<ClaimForm> = fields('A claim', {
  output: described('That many lines of output fit.', z.optional(OutputForm)),
  thread: described('A thread waits for something.', z.optional(ThreadForm)),
  heartbeat: described('The app answers.', z.optional(HeartbeatForm)),
  ends: described('The program ends by itself.', z.optional(EndsForm)),
  running: described('The program still runs at the end.', z.optional(RunningForm)),
  all: described('Every one of these.', z.optional(some('all'))),
  any: described('At least one of these.', z.optional(some('any'))),
  not: described('This does not come about.', z.optional(z.lazy(() => ClaimForm))),
}).check((context) => {
  const facts = Object.keys(context.value)
  if (facts.length === 1) return
  context.issues.push({
    code: 'custom',
    input: context.value,
    message:
      facts.length === 0
        ? 'A claim says one thing; this one says nothing. Give it output, thread, heartbeat, ends, running, all, any or not.'
        : `A claim says one thing; this one says ${facts.join(' and ')}. Join them with all:.`,
  })
})

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

/** The claim that a form says. The form has been checked: it has exactly one fact. */
export function claimOf(form: ClaimForm): Claim {
  const { output, thread, heartbeat, ends, running, all, any, not } = form
  if (output) return outputClaim(output)
  if (thread) {
    return {
      fact: 'thread',
      ...named(thread.of),
      waitsFor: thread.waits_for,
      lastingMs: thread.lasting ?? 0,
    }
  }
  if (heartbeat) return { fact: 'heartbeat', ...named(heartbeat.of), answersMs: heartbeat.answers }
  if (ends)
    return {
      fact: 'ends',
      ...named(ends.of),
      ...(ends.code === undefined ? {} : { code: ends.code }),
    }
  if (running) return { fact: 'running', ...named(running.of) }
  if (not) return { fact: 'not', claim: claimOf(not) }
  return all
    ? { fact: 'all', claims: all.map(claimOf) }
    : { fact: 'any', claims: (any ?? []).map(claimOf) }
}
