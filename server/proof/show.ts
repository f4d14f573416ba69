/** Plays a step once, as a learner finds it, and gives all that was observed. */
import type { Course, Observation, Step } from '../lessons/index.ts'
import type { Pool } from '../lab/index.ts'
import { observe } from './perform.ts'
import { registryOf } from './registry.ts'

export interface Shown {
  /** In the order in which it was seen. */
  readonly seen: readonly Observation[]
  /** Until when, on the clock of what was seen. */
  readonly until: number
}

/** Rejects with Trouble when the step cannot be played. */
export async function show(
  { lesson, step }: { readonly lesson: string; readonly step: Step },
  { course, pool }: { readonly course: Course; readonly pool: Pool },
): Promise<Shown> {
  const registry = registryOf(course, pool)
  const scene = { registry, slow: 1, signal: undefined, counted: () => undefined }
  const claims = step.truths.map(({ claim }) => claim)
  try {
    return await observe(scene, { lesson, step, files: {}, claims }, (played) => ({
      seen: [...played.seen],
      until: played.now,
    }))
  } finally {
    registry.dispose()
  }
}
