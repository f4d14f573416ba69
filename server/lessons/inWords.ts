/** A claim as the end of a sentence, for "Starts when ..." and "not seen: ...". */
import type { WaitsFor } from '../protocol/index.ts'
import { unreachable } from '../protocol/index.ts'
import type { Claim } from './claim.ts'

const waits: Readonly<Record<WaitsFor, string>> = {
  redis: 'waits for Redis',
  input: 'waits for input',
  sleep: 'sleeps',
  lock: 'waits for a lock',
  child: 'waits for a child process',
  visit: 'waits for a visit',
  other: 'waits',
}

function time(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`
}

/** `label` turns a program's id into the name on its console. */
export function inWords(claim: Claim, label: (program: string) => string): string {
  const who = 'of' in claim && claim.of !== undefined ? label(claim.of) : 'the program'
  switch (claim.fact) {
    case 'output':
      return `${who} prints ${claim.text.value}`
    case 'thread':
      return `${who} ${waits[claim.waitsFor]}`
    case 'heartbeat':
      return `${who} answers within ${time(claim.answersMs)}`
    case 'ends':
      return claim.code === undefined ? `${who} has ended` : `${who} has exited ${claim.code}`
    case 'running':
      return `${who} still runs`
    case 'all':
      return claim.claims.map((part) => inWords(part, label)).join(' and ')
    case 'any':
      return claim.claims.map((part) => inWords(part, label)).join(' or ')
    case 'not':
      return `it does not happen that ${inWords(claim.claim, label)}`
    default:
      return unreachable(claim)
  }
}
