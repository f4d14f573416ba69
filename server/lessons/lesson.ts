/** A lesson as the server holds it: everything of its folder, hidden files and answers included. */
import type { GlossaryView, LessonCard, LessonView, Parts, Sheet } from '../protocol/index.ts'
import type { Claim } from './claim.ts'

export interface Program {
  readonly id: string
  readonly label: string
  /** As handed to the lab: `['python', 'main.py']`. */
  readonly argv: readonly string[]
  readonly file?: string
  /** `run` with Run all, `hand` by its own button, or with Run all once `after` has been seen. */
  readonly start: 'run' | 'hand' | { readonly after: Claim; readonly say: string }
  readonly input?: string
  /** Its web app, and the pages that have a button. */
  readonly app?: { readonly port: number; readonly visits: readonly string[] }
  /** Every app has one. */
  readonly heartbeat?: { port: number; path: string; everyMs: number; timeoutMs: number }
}

export interface Repeat {
  readonly program: string
  readonly times: number
  /** What is counted: runs for which this claim held. */
  readonly count: Claim
}

/** A claim that makes an exercise solved. */
export interface Check {
  readonly id: string
  /** What the learner reads, HTML. */
  readonly say: string
  readonly claim: Claim
  /** The claim in words: what stands beside what was seen. */
  readonly expected: string
}

export interface Hint {
  readonly id: string
  readonly html: string
  /** It is for when this was seen; always, when absent. */
  readonly when?: Claim
  /** Offered after so many attempts that failed. */
  readonly tries: number
}

/** Files that lie over a step's, by path: only those that differ. */
export type Overlay = Readonly<Record<string, string>>

export interface Exercise {
  readonly checks: readonly Check[]
  readonly hints: readonly Hint[]
  readonly solution: Overlay
  /** Attempts that are known to go wrong: exactly these checks are not met, and this hint comes first. */
  readonly wrong: readonly {
    readonly id: string
    readonly files: Overlay
    readonly fails: readonly string[]
    readonly hint: string
  }[]
}

export interface Prediction {
  readonly options: readonly {
    readonly key: string
    readonly claim: Claim
    /** What to say of this choice, HTML. */
    readonly why: string
  }[]
}

export interface Truth {
  readonly id: string
  readonly claim: Claim
  /** It holds in a part of the runs; both bounds are parts of one. */
  readonly share?: { readonly low: number; readonly high: number; readonly runs: number }
}

/** One part of what a program prints. */
export interface TranscriptBlock {
  readonly lines: readonly string[]
  readonly ordered: boolean
  /** Lines that may be among them. */
  readonly maybe: readonly string[]
}
export type Transcript = readonly TranscriptBlock[]

export interface Step {
  readonly id: string
  readonly programs: readonly Program[]
  /** Every file placed in the lab, by path: start files, shared and hidden ones. */
  readonly files: Readonly<Record<string, string>>
  /** Paths that a learner may not change. */
  readonly readonly: ReadonlySet<string>
  readonly repeat?: Repeat
  /** How long after the last start a run is looked at before it is judged. */
  readonly observeMs: number
  readonly exercise?: Exercise
  readonly predict?: Prediction
  /** What playing the step proves beside these. */
  readonly expect: ReadonlyMap<string, Transcript>
  readonly truths: readonly Truth[]
}

export interface PlayedAnswer {
  readonly question: string
  readonly step: string
  readonly program: string
  /** Edited files of the step, by path. */
  readonly files: Readonly<Record<string, string>>
  readonly prints: string
}

export interface Lesson {
  readonly id: string
  readonly view: LessonView
  readonly steps: readonly Step[]
  /** Judges an answer; `undefined` for an unknown question, or an answer that it cannot have. */
  judge(question: string, parts: Parts): { right: boolean; sheet: Sheet } | undefined
  /** Questions whose answer is what a program prints when its step is run. */
  readonly played: readonly PlayedAnswer[]
}

export interface Course {
  /** One for each lesson, in order. */
  readonly cards: readonly LessonCard[]
  readonly glossary: GlossaryView
  /** All of them whole, in order: for tools. Who serves learners finds one at a time. */
  readonly lessons: readonly Lesson[]
  find(lesson: string): Lesson | undefined
  /** Absolute path of an image or other file of a lesson that its prose shows, or undefined. */
  asset(lesson: string, path: string): string | undefined
}
