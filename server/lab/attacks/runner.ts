/** Plays attacks side by side on one playground, each on the stage that is free. */
import type { Attack } from './catalogue.ts'
import type { Edit } from './ablations.ts'
import { takenOver } from './inside.ts'
import { makeMutant } from './mutant.ts'
import { lacking, lookForNeeds, type Had } from './needs.ts'
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
  /** Of a server that lacks something, which is made of this tree. */
  readonly edits?: readonly Edit[]
}

/** Those that run inside of a supervisor or Redis have a server of their own, after the others. */
export async function playAttacks(plan: Plan): Promise<Played> {
  const { attacks, edits = [] } = plan
  const without = attacks.filter(({ inside }) => inside === undefined)
  const within = attacks.filter(({ inside }) => inside !== undefined)
  const played = await playEdited({ ...plan, edits, attacks: without })
  const more = await playEdited({ ...plan, edits: [...takenOver(), ...edits], attacks: within })
  return {
    outcomes: [...played.outcomes, ...more.outcomes],
    left: [...played.left, ...more.left],
  }
}

async function playEdited({ edits = [], ...plan }: Plan): Promise<Played> {
  if (plan.attacks.length === 0) return { outcomes: [], left: [] }
  if (edits.length === 0) return playOn(plan)
  const mutant = makeMutant(edits)
  try {
    return await playOn(plan, mutant.main)
  } finally {
    mutant.dispose()
  }
}

/** `main`: the first file of another server than this tree's. */
async function playOn(plan: Plan, main?: string): Promise<Played> {
  const { attacks } = plan
  const playground = await Playground.open(main)
  const had = await lookForNeeds()
  const outcomes = attacks.flatMap((attack) => skipped(attack, had))
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

function skipped(attack: Attack, had: Had): Outcome[] {
  const why = lacking(attack.needs, had)
  return why === undefined ? [] : [{ attack, wrong: [], end: '', ms: 0, skipped: why }]
}
