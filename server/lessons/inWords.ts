/** A claim as the end of a sentence, for "Starts when ..." and "Expected: ...". */
import type { ThreadWaitsFor, WaitsFor } from '../protocol/index.ts'
import { unreachable } from '../protocol/index.ts'
import type { Claim, ThreadClaim, VisitAnswered, WireClaim } from './claim.ts'
import { isWire } from './judgeWire.ts'
import { amount, often, quoted, span } from './told.ts'

const waits: Readonly<Record<WaitsFor | ThreadWaitsFor | 'anything', string>> = {
  redis: 'waits for Redis',
  input: 'waits for input',
  sleep: 'sleeps',
  lock: 'waits for a lock',
  join: 'waits for another thread',
  queue: 'waits for a queue',
  child: 'waits for a child process',
  visit: 'waits for a visit',
  call: 'waits in a call',
  other: 'waits',
  anything: 'waits',
}

/** Turns a program's id into the name on its console. */
type Label = (program: string) => string

function threadInWords(claim: ThreadClaim, who: string): string {
  const thread = claim.name === undefined ? who : `${claim.name} of ${who}`
  const where = claim.at === undefined ? '' : ` at ${claim.at}`
  return `${thread} ${waits[claim.waitsFor]}${where}`
}

function messageInWords(message: WireClaim['message']): string {
  if (message === undefined) return 'a message'
  const text = quoted(message.value)
  return message.how === 'line' ? text : `a message with ${text}`
}

/** Its subject is the program, `a program` when any will do. */
function wireInWords(claim: WireClaim, label: Label): string {
  const who = claim.of === undefined ? 'a program' : label(claim.of)
  const message = messageInWords(claim.message)
  const channel = claim.channel
  const how = often(claim.times)
  switch (claim.fact) {
    case 'connected':
      return `${who} has connected to Redis${how}`
    case 'disconnected':
      return `${who} has closed its connection${how}`
    case 'subscribed':
      return `${who} has subscribed${channel === undefined ? '' : ` to ${channel}`}${how}`
    case 'unsubscribed':
      return `${who} has unsubscribed${channel === undefined ? '' : ` from ${channel}`}${how}`
    case 'published': {
      const to = channel === undefined ? '' : ` to ${channel}`
      const got = claim.receivers === undefined ? '' : `, received by ${amount(claim.receivers)}`
      return `${who} publishes ${message}${to}${got}${how}`
    }
    case 'delivered':
      return `${message} reaches ${who}${channel === undefined ? '' : ` from ${channel}`}${how}`
    case 'lost':
      return `${message}${channel === undefined ? '' : ` to ${channel}`} is lost${how}`
    case 'command':
      return `${who} sends ${[claim.name ?? 'a command', ...(claim.args ?? [])].join(' ')}${how}`
    case 'error':
      return `Redis answers ${who} ${claim.has ?? 'with an error'}${how}`
    default:
      return unreachable(claim.fact)
  }
}

/** Its subject is the page. */
function visitInWords({ path, status, answersMs, text, times }: VisitAnswered): string {
  const said = status === undefined ? '' : ` ${status}`
  const soon = answersMs === undefined ? '' : ` within ${span(answersMs)}`
  const reads = text === undefined ? '' : ` with ${quoted(text.value)}`
  return `${path ?? 'a visited page'} answers${said}${soon}${reads}${often(times)}`
}

/** `label` turns a program's id into the name on its console. */
export function inWords(claim: Claim, label: Label): string {
  if (isWire(claim)) return wireInWords(claim, label)
  const who = 'of' in claim && claim.of !== undefined ? label(claim.of) : 'the program'
  const inner = (part: Claim) => inWords(part, label)
  switch (claim.fact) {
    case 'output':
      return `${who} prints ${quoted(claim.text.value)}${often(claim.times)}`
    case 'thread':
      return threadInWords(claim, who)
    case 'heartbeat':
      return `${who} answers within ${span(claim.answersMs)}${claim.forMs === undefined ? '' : `, for ${span(claim.forMs)}`}`
    case 'beats':
      return `every beat of ${who} under ${span(claim.underMs)}`
    case 'silent':
      return `${who} gives no answer for ${span(claim.lastingMs)}`
    case 'visit':
      return visitInWords(claim)
    case 'unanswered':
      return `${claim.path ?? 'a visited page'} gives no answer for ${span(claim.lastingMs)}`
    case 'ends':
      return claim.code === undefined ? `${who} has ended` : `${who} has exited ${claim.code}`
    case 'running':
      return `${who} still runs${claim.forMs === undefined ? '' : ` after ${span(claim.forMs)}`}`
    case 'order':
      return claim.claims.map(inner).join(', then ')
    case 'all':
      return claim.claims.map(inner).join(', and ')
    case 'any':
      return claim.claims.map(inner).join(' or ')
    case 'not':
      return `it does not happen that ${inner(claim.claim)}`
    case 'after':
      return `${inner(claim.claim)}, after ${inner(claim.after)}`
    case 'within':
      return `${inner(claim.claim)}, within ${span(claim.ms)}`
    default:
      return unreachable(claim)
  }
}
