/** Plays the attacks of an ablation against a server without its layer. */
import type { Ablation } from './ablations.ts'
import { readAttacks } from './catalogue.ts'
import { lacking, lookForNeeds } from './needs.ts'
import { playAttacks } from './runner.ts'
import type { Outcome } from './stage.ts'

export interface Ablated {
  readonly ablation: Ablation
  /** Those that are not stopped any more; none: the layer is not what stops them. */
  readonly succeeded: readonly Outcome[]
  /** Why nothing could be played. */
  readonly say?: string
  /** Why nothing was to be played: the layer is not had here. */
  readonly skipped?: string
}

export async function ablate(ablation: Ablation): Promise<Ablated> {
  const { edits } = ablation
  const attacks = readAttacks().filter(({ name }) => ablation.attacks.includes(name))
  const had = await lookForNeeds()
  const skipped = attacks.map(({ needs }) => lacking(needs, had)).find((why) => why !== undefined)
  if (skipped !== undefined) return { ablation, succeeded: [], skipped }
  try {
    // Each on a stage of its own: what one breaks must not be another's success.
    const plan = { attacks, stages: attacks.length, told: () => undefined, edits }
    const { outcomes } = await playAttacks(plan)
    return { ablation, succeeded: outcomes.filter(({ wrong }) => wrong.length > 0) }
  } catch (error) {
    // No lab works without it: it cannot be taken away alone.
    const say = error instanceof Error ? error.message : String(error)
    return { ablation, succeeded: [], say }
  }
}
