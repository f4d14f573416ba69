/** Plays attacks side by side on one playground, each on the stage that is free. */
import type { Attack } from './catalogue.ts'
import { takenOver } from './inside.ts'
import { makeMutant } from './mutant.ts'
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

/** Those that run inside of a supervisor or Redis have a server of their own, after the others. */
export async function playAttacks(plan: Plan): Promise<Played> {
  const within = plan.attacks.filter(({ inside }) => inside !== undefined)
  const without = plan.attacks.filter(({ inside }) => inside === undefined)
  const played = await playOn(plan, without)
  if (within.length === 0) return played
  const mutant = makeMutant(takenOver())
  try {
    const more = await playOn({ ...plan, main: mutant.main }, within)
    return {
      outcomes: [...played.outcomes, ...more.outcomes],
      left: [...played.left, ...more.left],
    }
  } finally {
    mutant.dispose()
  }
}

async function playOn(plan: Plan, attacks: readonly Attack[]): Promise<Played> {
  if (attacks.length === 0) return { outcomes: [], left: [] }
  const playground = await Playground.open(plan.main)
  const outcomes = attacks.flatMap((attack) => skipped(attack, playground))
  outcomes.forEach(plan.told)
  const waiting = attacks.filter((attack) => outcomes.every((outcome) => outcome.attack !== attack))
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
    await Promise.all(Array.from({ length: Math.min(plan.stages, attacks.length) }, perform))
  } finally {
    left = await playground.close()
  }
  return { outcomes, left }
}

function skipped(attack: Attack, { fence }: Playground): Outcome[] {
  const { needs } = attack
  if (needs === undefined || fence.includes(needs)) return []
  const why = `no control group bounds ${needs} here`
  return [{ attack, wrong: [], end: '', ms: 0, skipped: why }]
}
