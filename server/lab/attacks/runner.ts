/** Plays attacks side by side on one playground, each on the stage that is free. */
import type { Attack } from './catalogue.ts'
import { Playground } from './playground.ts'
import { Stage, type Outcome } from './stage.ts'

export interface Played {
  readonly outcomes: readonly Outcome[]
  /** What was wrong with the server at its end. */
  readonly left: readonly string[]
}

export interface Plan {
  readonly attacks: readonly Attack[]
  /** Stages side by side. */
  readonly stages: number
  readonly told: (outcome: Outcome) => void
  /** The first file of another server than this tree's. */
  readonly main?: string
}

export async function playAttacks(plan: Plan): Promise<Played> {
  const playground = await Playground.open(plan.main)
  const waiting = [...plan.attacks]
  const outcomes: Outcome[] = []
  const perform = async (): Promise<void> => {
    let stage = await Stage.open(playground)
    for (let attack = waiting.shift(); attack !== undefined; attack = waiting.shift()) {
      const outcome = await stage.play(attack)
      outcomes.push(outcome)
      plan.told(outcome)
      if (outcome.wrong.length === 0) continue
      // What one attack broke is not the next one's fault.
      stage.close()
      stage = await Stage.open(playground)
    }
    stage.close()
  }
  let left: readonly string[] = []
  try {
    await Promise.all(Array.from({ length: plan.stages }, perform))
  } finally {
    left = await playground.close()
  }
  return { outcomes, left }
}
