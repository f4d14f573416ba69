/**
 * Claims: what can be said of observed facts, and a judge that decides them event by event.
 * This is the part of the vocabulary that needs no broker events; `thread`, `heartbeat`, `output`,
 * `ends` and their combinations. A claim has exactly one fact key.
 */
import type { Beat, EndReason, Stream, WaitsFor } from '../protocol/index.ts'

export interface Count {
  readonly min: number
  readonly max: number
}

export type Claim =
  | {
      readonly fact: 'output'
      readonly of?: string
      readonly stream?: Stream
      readonly text: { readonly how: 'line' | 'has' | 'matches'; readonly value: string }
      readonly times: Count
    }
  | {
      readonly fact: 'thread'
      readonly of?: string
      readonly waitsFor: WaitsFor
      readonly lastingMs: number
    }
  | { readonly fact: 'heartbeat'; readonly of?: string; readonly answersMs: number }
  | { readonly fact: 'ends'; readonly of?: string; readonly code?: number }
  | { readonly fact: 'running'; readonly of?: string }
  | { readonly fact: 'all' | 'any'; readonly claims: readonly Claim[] }
  | { readonly fact: 'not'; readonly claim: Claim }

/** One observed fact of one program, in the order it was seen. Times in ms on one clock. */
export type Observation =
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

export type Verdict = 'held' | 'broken' | 'open'
