/** What was seen so far, to be looked at again from a moment on. */
import { timeOf } from './claim.ts'
import type { Observation } from './claim.ts'

/** Observations kept, and characters of their lines; of longer stories the beginning is forgotten. */
const most = 20_000
const mostChars = 2_000_000

/** What an observation is the newest word about, for those that tell of a state. */
function stateKey(observation: Observation): string | undefined {
  switch (observation.type) {
    case 'started':
    case 'activity':
      return `${observation.type} ${observation.program}`
    case 'visit':
      return `visit ${observation.visit}`
    case 'thread':
      return `thread ${observation.program} ${observation.id}`
    default:
      return undefined
  }
}

function charsOf(observation: Observation): number {
  return observation.type === 'output' ? observation.line.length : 0
}

export class Seen {
  #all: Observation[] = []
  #chars = 0

  add(observation: Observation): void {
    this.#all.push(observation)
    this.#chars += charsOf(observation)
    if (this.#all.length <= most && this.#chars <= mostChars) return
    this.#all = this.#all.slice(this.#all.length / 2)
    this.#chars = this.#all.reduce((sum, one) => sum + charsOf(one), 0)
  }

  /**
   * What was seen at `at` or later, in the order it came, but for `except`. What things were like at that
   * moment comes first: states that began before it and lasted.
   */
  from(at: number, except: Observation | undefined): Observation[] {
    const states = new Map<string, Observation>()
    const later: Observation[] = []
    for (const observation of this.#all) {
      if (observation === except) continue
      if (timeOf(observation) >= at) {
        later.push(observation)
        continue
      }
      const key = stateKey(observation)
      if (key !== undefined) states.set(key, observation)
      // What is over by then lasts no more.
      if (key !== undefined && observation.type === 'visit' && observation.state.type !== 'asked')
        states.delete(key)
      if (observation.type !== 'ended') continue
      for (const [state, { program }] of this.#programs(states))
        if (program === observation.program) states.delete(state)
    }
    const lasting = [...states.values()].map((observation) =>
      observation.type === 'beat' ? observation : { ...observation, at },
    )
    return [...lasting, ...later]
  }

  *#programs(states: ReadonlyMap<string, Observation>): Generator<[string, { program?: string }]> {
    for (const [key, observation] of [...states])
      yield [key, 'program' in observation ? observation : {}]
  }
}
