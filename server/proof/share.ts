/** Counts in how many runs a truth holds that does not hold in all of them. */
import { accepted } from '../lessons/index.ts'
import type { Step } from '../lessons/index.ts'
import { broken, held as holding } from './finding.ts'
import type { Finding } from './finding.ts'
import { judge } from './judging.ts'
import { observe, Trouble, troubled } from './perform.ts'
import type { Score } from './performance.ts'
import type { Scene } from './piece.ts'

type Truth = Step['truths'][number]

const percent = (part: number): string => `${Math.round(part * 100)}%`

/** Runs follow each other: side by side they would change what is counted. */
export async function countShare(
  scene: Scene,
  score: Omit<Score, 'slow'>,
  { id, claim, share }: Truth,
): Promise<Finding[]> {
  if (share === undefined) return []
  const { least, most } = accepted(share)
  let held = 0
  let run = 0
  try {
    while (run < share.runs) {
      if (await observe(scene, score, (played) => judge(claim, played).holds)) held += 1
      run += 1
      scene.counted(run, share.runs, held)
      // Refuted: whatever follows stays beyond. What holds is counted to its end, for learners read the figure.
      if (held > most || held + share.runs - run < least) break
    }
  } catch (error) {
    if (error instanceof Trouble) return [troubled(error)]
    throw error
  }
  const place: Finding['place'] = { file: 'step.yaml', keys: ['truths', id, 'share'] }
  const say = `It held in ${held} of ${run} runs`
  const counted = { held, runs: run }
  if (held >= least && held <= most) return [{ ...holding(`share ${id}`, place, say), counted }]
  const range = `${percent(share.low)} to ${percent(share.high)}`
  return [{ ...broken(`share ${id}`, place, `${say}, which is not ${range}.`), counted }]
}
