/**
 * Claims: what can be said of observed facts. A claim speaks of what programs printed and how they ended, of
 * threads, heartbeats, visits and all that is on the wire to Redis; never of source text. A claim has one fact.
 */
import type {
  Beat,
  EndReason,
  Stream,
  TapEvent,
  ThreadEvent,
  ThreadWaitsFor,
  VisitEvent,
  WaitsFor,
} from '../protocol/index.ts'

export interface Count {
  readonly min: number
  readonly max: number
}

/** `line`: the whole of it; `has`: a part of it; `matches`: a regular expression found in it. */
export interface TextMatch {
  readonly how: 'line' | 'has' | 'matches'
  readonly value: string
}

/** Facts that were seen on the wire to Redis. */
export const wireFacts = [
  'connected',
  'disconnected',
  'subscribed',
  'unsubscribed',
  'published',
  'delivered',
  'lost',
  'command',
  'error',
] as const
export type WireFact = (typeof wireFacts)[number]

export interface WireClaim {
  readonly fact: WireFact
  /** Whose connection; any when absent. */
  readonly of?: string
  /** The channel, or the pattern of a subscription. */
  readonly channel?: string
  readonly message?: TextMatch
  /** Of a `published`: what PUBLISH returned. */
  readonly receivers?: Count
  /** Of a `command`: in capitals; of an `error`: the command that got it. */
  readonly name?: string
  /** The first arguments of a command. */
  readonly args?: readonly string[]
  /** Of an `error`: a part of what Redis said. */
  readonly has?: string
  readonly times: Count
}

export interface ThreadClaim {
  readonly fact: 'thread'
  readonly of?: string
  /** `anything`: it stands still, whatever for. */
  readonly waitsFor: WaitsFor | ThreadWaitsFor | 'anything'
  readonly lastingMs: number
  /** One thread of the program by its name, or by the start of it: `Thread-1`. */
  readonly name?: string
  /** Text of the learner's line that the thread stands at. */
  readonly at?: string
}

/** A visit was answered so. */
export interface VisitAnswered {
  readonly fact: 'visit'
  readonly of?: string
  /** Of any page when absent. */
  readonly path?: string
  readonly status?: number
  readonly answersMs?: number
  /** Of the beginning of its text, as `visit` events tell it. */
  readonly text?: TextMatch
  readonly times: Count
}

/** A visit has had no answer for so long. */
export interface VisitUnanswered {
  readonly fact: 'unanswered'
  readonly of?: string
  readonly path?: string
  readonly lastingMs: number
}

export type Claim =
  | {
      readonly fact: 'output'
      readonly of?: string
      readonly stream?: Stream
      readonly text: TextMatch
      readonly times: Count
    }
  | ThreadClaim
  /** The app answered within the time; with `forMs`, every beat of a span so long did. */
  | {
      readonly fact: 'heartbeat'
      readonly of?: string
      readonly answersMs: number
      readonly forMs?: number
    }
  /** Every beat is answered within the time; with `forMs`, decided when so long has passed. */
  | {
      readonly fact: 'beats'
      readonly of?: string
      readonly underMs: number
      readonly forMs?: number
    }
  /** No beat was answered for so long. */
  | { readonly fact: 'silent'; readonly of?: string; readonly lastingMs: number }
  | VisitAnswered
  | VisitUnanswered
  | {
      readonly fact: 'ends'
      readonly of?: string
      readonly code?: number
      /** How it ended; by itself (`exit`) when absent. */
      readonly by?: EndReason['type']
    }
  /** Still runs when nothing more is looked at; with `forMs`, so long after its start. */
  | { readonly fact: 'running'; readonly of?: string; readonly forMs?: number }
  | WireClaim
  /** Each part after the one before it. */
  | { readonly fact: 'order'; readonly claims: readonly Claim[] }
  | { readonly fact: 'all' | 'any'; readonly claims: readonly Claim[] }
  | { readonly fact: 'not'; readonly claim: Claim }
  /** Only what was seen after `after` first held counts. */
  | { readonly fact: 'after'; readonly after: Claim; readonly claim: Claim }
  /** Holds within so long of the start, or of what it comes after. */
  | { readonly fact: 'within'; readonly ms: number; readonly claim: Claim }

/** A thread as the protocol tells of it, with the text of its line in the files that run. */
export type ThreadSeen = ThreadEvent & { readonly code?: string }

/** One observed fact, in the order it was seen. Times in ms on one clock. */
export type Observation =
  | { readonly type: 'started'; readonly program: string; readonly at: number }
  | {
      readonly type: 'output'
      readonly program: string
      readonly at: number
      readonly stream: Stream
      readonly line: string
    }
  | {
      readonly type: 'activity'
      readonly program: string
      readonly at: number
      readonly waits: WaitsFor | undefined
    }
  | { readonly type: 'beat'; readonly program: string; readonly beat: Beat }
  | {
      readonly type: 'ended'
      readonly program: string
      readonly at: number
      readonly reason: EndReason
    }
  | ThreadSeen
  | VisitEvent
  | TapEvent

export type Verdict = 'held' | 'broken' | 'open'

/** When it was seen. */
export function timeOf(observation: Observation): number {
  return observation.type === 'beat' ? observation.beat.at : observation.at
}
