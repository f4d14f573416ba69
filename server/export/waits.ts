/** What a program's start waits for, in the words of play.py: it sees output, Redis's MONITOR, answers and ends. Pure. */
import { isWire } from '../lessons/index.ts'
import type { Claim, WireClaim } from '../lessons/index.ts'
import { unreachable } from '../protocol/index.ts'

export type Wait =
  | { readonly command: string; readonly args: readonly string[]; readonly times: number }
  | {
      readonly output: string
      readonly of: string
      readonly how: 'line' | 'has' | 'matches'
      readonly times: number
    }
  | { readonly answers: string }
  | { readonly ended: string }
  | { readonly all: readonly Wait[] }
  | { readonly any: readonly Wait[] }
  /** What happens cannot be seen from outside: a moment has to do. */
  | { readonly seconds: number }

const aMoment: Wait = { seconds: 1.5 }

function wireWait({
  fact,
  channel,
  message,
  name = '',
  args = [],
  times: { min },
}: WireClaim): Wait {
  const times = Math.max(1, min)
  const channels = channel === undefined ? [] : [channel]
  switch (fact) {
    case 'subscribed':
      return { command: 'SUBSCRIBE', args: channels, times }
    case 'published':
    case 'delivered':
    case 'lost': {
      const said = channel !== undefined && message?.how === 'line' ? [message.value] : []
      return { command: 'PUBLISH', args: [...channels, ...said], times }
    }
    case 'command':
      return { command: name, args, times }
    case 'connected':
    case 'disconnected':
    case 'unsubscribed':
    case 'error':
      return aMoment
    default:
      return unreachable(fact)
  }
}

/** `only`: the program that is meant where a claim names none. */
export function waitOf(claim: Claim, only: string): Wait {
  switch (claim.fact) {
    case 'output': {
      const { how, value } = claim.text
      const times = Math.max(1, claim.times.min)
      return { output: value, how, of: claim.of ?? only, times }
    }
    case 'heartbeat':
    case 'beats':
      return { answers: claim.of ?? only }
    case 'ends':
      return { ended: claim.of ?? only }
    case 'order':
    case 'all':
      return { all: claim.claims.map((part) => waitOf(part, only)) }
    case 'any':
      return { any: claim.claims.map((part) => waitOf(part, only)) }
    case 'after':
      return { all: [waitOf(claim.after, only), waitOf(claim.claim, only)] }
    case 'within':
      return waitOf(claim.claim, only)
    default:
      return isWire(claim) ? wireWait(claim) : aMoment
  }
}
