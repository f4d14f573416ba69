/** Claims about the wire to Redis as written in YAML, and their way into the form the judge takes. */
import * as z from 'zod/mini'
import type { Count, TextMatch, WireClaim, WireFact } from './claim.ts'
import { count, described, fields, must, pattern, text } from './form.ts'

const program = (name: string, does: string) =>
  described(
    `The program that ${does}; any when left out. you: what the learner does by hand.`,
    z.optional(text(name, 'the id of a program')),
  )
const by = program('by', 'did it')
const times = described('How many such events; 1+ when left out.', z.optional(count))
const channel = described(
  'The channel, or the pattern; any when left out.',
  z.optional(text('channel', 'the name of a channel')),
)

const payload = {
  message: described('The whole message, as text.', z.optional(text('message', 'text'))),
  message_has: described('Text somewhere in the message.', z.optional(text('message_has', 'text'))),
  message_matches: described(
    'A regular expression found in the message.',
    z.optional(pattern('message_matches')),
  ),
}

interface Payload {
  message?: string | undefined
  message_has?: string | undefined
  message_matches?: string | undefined
}

const oneMessage = {
  error: 'A message is named once. Keep one of message, message_has and message_matches.',
}
const isOne = ({ message, message_has, message_matches }: Payload): boolean =>
  [message, message_has, message_matches].filter((one) => one !== undefined).length <= 1

const ConnectionForm = fields('connected', { by, times })
const SubscribedForm = fields('subscribed', { channel, by, times })
const PublishedForm = fields('published', {
  channel,
  ...payload,
  by,
  receivers: described('What PUBLISH returned; any when left out.', z.optional(count)),
  times,
}).check(z.refine(isOne, oneMessage))
const DeliveredForm = fields('delivered', {
  channel,
  ...payload,
  to: program('to', 'received it'),
  times,
}).check(z.refine(isOne, oneMessage))
const LostForm = fields('lost', { channel, ...payload, by, times }).check(
  z.refine(isOne, oneMessage),
)
const CommandForm = fields('command', {
  name: described('In capitals: XACK, BLPOP, CLIENT LIST.', text('name', 'the name of a command')),
  args: described(
    'Its first arguments.',
    z.optional(z.array(z.string(), { error: must('args', 'a list of words') })),
  ),
  by,
  times,
})
const ErrorForm = fields('error', {
  has: described('A part of what Redis answered.', text('has', 'text')),
  by,
  times,
})

/** The keys of a claim that are about the wire. */
export const wireForms = {
  connected: described('A connection to Redis was opened.', z.optional(ConnectionForm)),
  disconnected: described('A connection to Redis was closed.', z.optional(ConnectionForm)),
  subscribed: described('Redis confirmed a subscription.', z.optional(SubscribedForm)),
  unsubscribed: described('Redis confirmed its end.', z.optional(SubscribedForm)),
  published: described('PUBLISH was answered.', z.optional(PublishedForm)),
  delivered: described('A message reached a connection of a program.', z.optional(DeliveredForm)),
  lost: described('A message was published and nobody received it.', z.optional(LostForm)),
  command: described('Any other command was sent.', z.optional(CommandForm)),
  error: described('Redis answered with an error.', z.optional(ErrorForm)),
}

interface WireForm extends Payload {
  channel?: string | undefined
  by?: string | undefined
  to?: string | undefined
  receivers?: Count | undefined
  name?: string | undefined
  args?: string[] | undefined
  has?: string | undefined
  times?: Count | undefined
}

function messageOf(form: WireForm): TextMatch | undefined {
  if (form.message !== undefined) return { how: 'line', value: form.message }
  if (form.message_has !== undefined) return { how: 'has', value: form.message_has }
  return form.message_matches === undefined
    ? undefined
    : { how: 'matches', value: form.message_matches }
}

/** The claim that `form` says under the key `fact`. */
export function wireClaim(fact: WireFact, form: WireForm): WireClaim {
  const of = form.by ?? form.to
  const message = messageOf(form)
  return {
    fact,
    ...(of === undefined ? {} : { of }),
    ...(form.channel === undefined ? {} : { channel: form.channel }),
    ...(message === undefined ? {} : { message }),
    ...(form.receivers === undefined ? {} : { receivers: form.receivers }),
    ...(form.name === undefined ? {} : { name: form.name }),
    ...(form.args === undefined ? {} : { args: form.args }),
    ...(form.has === undefined ? {} : { has: form.has }),
    times: form.times ?? { min: 1, max: Infinity },
  }
}
