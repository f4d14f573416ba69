/** What playing showed of a course's claims, as data: for the terminal, for JUnit, for the studio. */
import type { Difference } from '../lessons/index.ts'

/** One thing that was looked at within a claim: an option, a check. */
export interface Part {
  readonly name: string
  readonly holds: boolean
  /** What was seen of it, as a phrase. */
  readonly seen: string
}

/** What one claim came to. */
export interface Finding {
  /** `expect main`, `truth it-waits`, `prediction`, `start`, `solution`, `wrong/joins`, `share often`, `quiz bytes`. */
  readonly claim: string
  /** Where it is written: a path of keys in the step's `step.yaml`, or in the lesson's `quiz.yaml`. */
  readonly place: { readonly file: 'step.yaml' | 'quiz.yaml'; readonly keys: readonly string[] }
  readonly holds: boolean
  /** What is not as claimed, as a sentence; of a claim that holds, what was seen of it, as a phrase. */
  readonly say: string
  readonly parts: readonly Part[]
  /** What to try, a sentence, where what was seen suggests it. */
  readonly advice?: string
  /** Claimed and observed lines of what a program prints, when they differ. */
  readonly differences: readonly Difference[]
  /** Of a share: in how many runs it held; as many as it claims, unless it was refuted before. */
  readonly counted?: { readonly held: number; readonly runs: number }
}

/** What is played as a whole: one performance, or the repeated ones of a share. */
export interface PieceName {
  readonly lesson: string
  readonly step: string
  /** `as written`, `solution`, `wrong/joins`, `share often`, `quiz bytes`; with lesson and step it is unique. */
  readonly name: string
}

export interface Result extends PieceName {
  readonly passed: boolean
  /** How long it took, with all its plays. */
  readonly ms: number
  /** What its time limits were multiplied with, 1 on an idle machine. */
  readonly slow: number
  /** False: what did not hold may lie at the machine, which was slower than lessons leave room for. */
  readonly sure: boolean
  /** In how many of its plays every claim held. */
  readonly plays: { readonly held: number; readonly of: number }
  /** Every claim of it; of several plays, the findings of the first that failed. */
  readonly findings: readonly Finding[]
}

/** What is told while pieces are played. */
export type Progress =
  | { readonly type: 'begun'; readonly piece: PieceName }
  /** A run of a share is over. */
  | {
      readonly type: 'counted'
      readonly piece: PieceName
      readonly run: number
      readonly of: number
      readonly held: number
    }
  | { readonly type: 'ended'; readonly piece: PieceName; readonly result: Result }

/** `say`: what was seen of it. */
export function held(claim: string, place: Finding['place'], say: string): Finding {
  return { claim, place, holds: true, say, parts: [], differences: [] }
}

/** `say`: a sentence about what is not as claimed. */
export function broken(claim: string, place: Finding['place'], say: string): Finding {
  return { claim, place, holds: false, say, parts: [], differences: [] }
}
