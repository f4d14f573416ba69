/** A lesson as the server holds it: everything of its folder, hidden files and answers included. */
import type { Judgement, LessonView } from '../protocol/index.ts'
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
  readonly heartbeat?: { port: number; path: string; everyMs: number; timeoutMs: number }
}

export interface Repeat {
  readonly program: string
  readonly times: number
  /** What is counted: runs for which this claim held. */
  readonly count: Claim
}

export interface Step {
  readonly id: string
  readonly programs: readonly Program[]
  /** Every file placed in the lab, by path: start files, shared and hidden ones. */
  readonly files: Readonly<Record<string, string>>
  /** Paths that a learner may not change. */
  readonly readonly: ReadonlySet<string>
  readonly repeat?: Repeat
}

export interface Lesson {
  readonly id: string
  readonly view: LessonView
  readonly steps: readonly Step[]
  /** Judges an answer; `undefined` for an unknown question or option. */
  judge(question: string, optionKey: string): Judgement | undefined
}

export interface Course {
  readonly lessons: readonly Lesson[]
  find(lesson: string): Lesson | undefined
  /** Absolute path of an image or other file of a lesson that its prose shows, or undefined. */
  asset(lesson: string, path: string): string | undefined
}
