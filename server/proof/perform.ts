/** Plays one score to its end and looks at what it showed. */
import { withBreakdowns } from './breakdown.ts'
import { broken } from './finding.ts'
import type { Finding } from './finding.ts'
import { Performance } from './performance.ts'
import type { Score } from './performance.ts'
import type { Scene } from './piece.ts'

/** The play itself went wrong: no lab, no end, a refusal. */
export class Trouble extends Error {}

/** What `look` sees of a performance; rejects with Trouble when there is nothing to be seen. */
export async function observe<T>(
  scene: Scene,
  score: Omit<Score, 'slow'>,
  look: (played: Performance) => T | Promise<T>,
): Promise<T> {
  const played = new Performance(scene.registry, { ...score, slow: scene.slow })
  const leave = (): void => played.breakOff('It was broken off.')
  scene.signal?.addEventListener('abort', leave)
  try {
    await played.play()
    if (played.trouble !== undefined) throw new Trouble(played.trouble)
    return await look(played)
  } finally {
    scene.signal?.removeEventListener('abort', leave)
    played.leave()
  }
}

/** As `observe`, with trouble as a finding, and with what broke down where something does not hold. */
export async function perform(
  scene: Scene,
  score: Omit<Score, 'slow'>,
  look: (played: Performance) => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await observe(scene, score, async (played) => withBreakdowns(await look(played), played))
  } catch (error) {
    if (error instanceof Trouble) return [troubled(error)]
    throw error
  }
}

export function troubled({ message }: Trouble): Finding {
  return broken('play', { file: 'step.yaml', keys: ['programs'] }, message)
}
