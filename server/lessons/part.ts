/** What a judge is put together from: one fact each, asked until it is decided. */
import type { Claim, Observation, Verdict } from './claim.ts'

export type Fact<F extends Claim['fact']> = Extract<Claim, { fact: F }>

/** Where the judged time begins. Both are NaN until the first observation. */
export interface Start {
  /** Moments are told from here: the start of the run. */
  at: number
  /** Time limits count from here: the same, or what a claim comes after. */
  from: number
}

/** A judge of one fact: it may change its verdict while open; once decided it is asked no more. */
export interface Part {
  see(observation: Observation): Verdict
  tick?(at: number): Verdict
  /** When the verdict may change though nothing more is seen. */
  due?(): number | undefined
  end(): Verdict
  /** What was observed that bears on the claim, as a phrase without a full stop. */
  told(): string
}
