/** Events as rows of text: when, who, what, channel, payload, receivers. Pure. */
import { unreachable } from '../../../server/protocol/index.ts'
import type { Numbered, SessionEvent } from '../../../server/protocol/index.ts'
import { latency } from '../../session/index.ts'
import type { Fold } from '../fold/fold.ts'
import { barWords, endWords, receivedWords, visitWords } from '../fold/words.ts'
import { whoIs } from '../tell.ts'
import type { Names } from '../tell.ts'

/** What rows are filtered by. */
export const KINDS = [
  'messages',
  'subscriptions',
  'connections',
  'commands',
  'runs',
  'threads',
  'beats',
  'visits',
] as const
export type Kind = (typeof KINDS)[number]

export interface Row {
  seq: number
  /** ms on the session's clock. */
  at: number
  kind: Kind
  /** Id of the program, `you`, or empty. */
  program: string
  who: string
  what: string
  channel: string
  /** As the tap gave it: made safe where it is shown. */
  payload: string
  /** Whole length in bytes, where there is a payload. */
  size: number | undefined
  /** How many received it, or after how long it was. */
  receivers: string
}

type Cells = Partial<Omit<Row, 'seq' | 'at' | 'who' | 'program'>> & { what: string }

export function rowOf({ seq, at, event }: Numbered, fold: Fold, names: Names): Row {
  const program = programOf(event, fold)
  return {
    seq,
    at: timeOf(event, at),
    kind: kindOf(event),
    program,
    who: program === '' && event.type !== 'dropped' ? whoIs(nobody, names) : nameOf(program, names),
    channel: '',
    payload: '',
    size: undefined,
    receivers: '',
    ...cellsOf(event),
  }
}

const nobody = { program: '', run: undefined, connection: 0 }

function nameOf(program: string, names: Names): string {
  return program === '' ? 'the lab' : whoIs({ ...nobody, program }, names)
}

function programOf(event: SessionEvent, fold: Fold): string {
  if ('program' in event) return event.program
  if (event.type === 'run') return event.of.program
  return 'run' in event ? (fold.runs.get(event.run)?.program ?? '') : ''
}

/** States and beats say themselves since when. */
function timeOf(event: SessionEvent, at: number): number {
  if ('at' in event) return event.at
  if (event.type === 'state') return event.state.since
  return event.type === 'beat' ? event.beat.at : at
}

export function kindOf(event: SessionEvent): Kind {
  switch (event.type) {
    case 'published':
    case 'delivered':
    case 'lost':
      return 'messages'
    case 'subscribed':
    case 'unsubscribed':
      return 'subscriptions'
    case 'connected':
    case 'disconnected':
    case 'dropped':
      return 'connections'
    case 'command':
    case 'error':
      return 'commands'
    case 'thread':
      return 'threads'
    case 'beat':
      return 'beats'
    case 'visit':
      return 'visits'
    case 'run':
    case 'state':
    case 'typed':
    case 'lab':
    case 'output':
    case 'left-out':
    case 'note':
    case 'prompt':
    case 'tally':
    case 'checks':
    case 'outcome':
      return 'runs'
    default:
      return unreachable(event)
  }
}

function cellsOf(event: SessionEvent): Cells {
  switch (event.type) {
    case 'published':
      return { what: 'published', ...message(event), receivers: receivedWords(event.receivers) }
    case 'lost':
      return { what: 'lost', ...message(event), receivers: receivedWords(0) }
    case 'delivered':
      return { what: deliveredWords(event), ...message(event), receivers: afterWords(event) }
    case 'subscribed':
    case 'unsubscribed':
      return {
        what: event.kind === 'channel' ? event.type : `${event.type}, ${event.kind}`,
        channel: event.channel,
        receivers: `has ${event.count}`,
      }
    case 'command':
      return {
        what: `command ${event.name}`,
        payload: event.args.join(' '),
        receivers: `${event.reply} in ${latency(event.ms)}`,
      }
    case 'error':
      return { what: `error reply to ${event.name}`, payload: event.say }
    case 'connected':
      return { what: `connected, connection ${event.connection}` }
    case 'disconnected':
      return {
        what: `disconnected by ${by(event.by)}, connection ${event.connection}`,
        payload: event.say ?? '',
      }
    case 'dropped':
      return { what: `${event.count} events were not kept` }
    default:
      return programCells(event)
  }
}

function by(who: 'program' | 'redis' | 'you' | 'lab'): string {
  return { program: 'itself', redis: 'Redis', you: 'you', lab: 'the lab' }[who]
}

function message(event: { channel: string; message: string; size: number }) {
  return { channel: event.channel, payload: event.message, size: event.size }
}

type Delivered = Extract<SessionEvent, { type: 'delivered' }>

function deliveredWords({ kind, pattern, thread }: Delivered): string {
  const through = kind === 'pattern' ? `, pattern ${pattern ?? ''}` : ''
  return `received${thread === undefined ? '' : `, ${thread}`}${through}`
}

function afterWords({ ms, oneOf }: Delivered): string {
  const after = ms === undefined ? '' : `after ${latency(ms)}`
  return oneOf === undefined ? after : `${after}, one of these publishes: ${oneOf.join(', ')}`
}

function programCells(event: SessionEvent): Cells {
  switch (event.type) {
    case 'run':
      return { what: `run ${event.number} asked for` }
    case 'state':
      return { what: stateWords(event.state) }
    case 'typed':
      return { what: event.end ? 'you ended its input' : 'you typed', payload: event.text }
    case 'beat':
      return { what: 'front page asked', receivers: beatWords(event.beat) }
    case 'thread':
      return { what: threadWords(event) }
    case 'visit':
      return { what: `visit ${event.visit}: ${visitWords(event)}` }
    default:
      return { what: event.type }
  }
}

function stateWords(state: Extract<SessionEvent, { type: 'state' }>['state']): string {
  if (state.type === 'ended') return endWords(state.reason)
  if (state.type !== 'waiting') return state.type
  return state.for === 'sleep'
    ? 'asleep'
    : barWords({ state: 'waiting', for: state.for, whom: undefined })
}

function beatWords(beat: Extract<SessionEvent, { type: 'beat' }>['beat']): string {
  if (beat.type === 'answered') return `answered ${beat.status} in ${latency(beat.ms)}`
  return beat.type === 'refused' ? 'refused' : `no answer in ${latency(beat.ms)}`
}

function threadWords(event: Extract<SessionEvent, { type: 'thread' }>): string {
  if (event.state === 'ended') return `${event.thread} ended`
  const says = barWords({ state: event.state, for: event.for, whom: event.whom })
  const line = event.line === undefined ? '' : `, ${event.file ?? ''}:${event.line}`
  return `${event.thread} ${says}${line}`
}
