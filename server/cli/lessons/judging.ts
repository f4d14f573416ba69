/** What a performance proves of its step, as sentences about what is not as claimed. */
import { compare, createJudge } from '../../lessons/index.ts'
import type { Claim, Observation, Step } from '../../lessons/index.ts'
import type { Performance } from './performance.ts'

/** What was seen, and until when. */
export interface Sight {
  readonly seen: readonly Observation[]
  readonly now: number
}

/** Whether `claim` holds of what was seen, and what was. */
export function judge(claim: Claim, { seen, now }: Sight): { holds: boolean; told: string } {
  const one = createJudge(claim)
  for (const observation of seen) one.see(observation)
  one.tick(now)
  const told = one.told()
  return { holds: one.end() === 'held', told }
}

/** Claimed and observed output side by side; nothing when they agree. */
function transcripts(step: Step, played: Performance): string[] {
  return [...step.expect].flatMap(([program, claimed]) => {
    const differences = compare(claimed, played.lines(program))
    if (differences.every(({ mark }) => mark === ' ')) return []
    const lines = differences.map(({ mark, line }) => `  ${mark} ${line}`)
    return [
      [`${program} prints something else. Claimed (-) and observed (+):`, ...lines].join('\n'),
    ]
  })
}

function truths(step: Step, played: Performance): string[] {
  return step.truths.flatMap(({ id, claim, share }) => {
    if (share !== undefined) return []
    const { holds, told } = judge(claim, played)
    return holds ? [] : [`truth ${id} does not hold: ${told}.`]
  })
}

function prediction(step: Step, played: Performance): string[] {
  const options = step.predict?.options ?? []
  if (options.length === 0) return []
  const { count, at: now } = played.beforeHands
  const sight = { seen: played.seen.slice(0, count), now }
  const held = options.flatMap(({ claim }, at) => (judge(claim, sight).holds ? [at + 1] : []))
  if (held.length === 1) return []
  const said = options.map(({ claim }, at) => `  option ${at + 1}: ${judge(claim, sight).told}`)
  const how = held.length === 0 ? 'No option' : `Options ${held.join(' and ')}`
  return [[`predict: exactly one option holds in a run. ${how} held here:`, ...said].join('\n')]
}

function marksNotHeld(played: Performance): string[] {
  return (played.checks?.marks ?? []).flatMap(({ id, verdict }) => (verdict === 'held' ? [] : [id]))
}

function marksInWords(played: Performance): string {
  return (played.checks?.marks ?? [])
    .map(({ id, verdict, seen }) => `  ${id}: ${verdict}${seen === undefined ? '' : `, ${seen}`}`)
    .join('\n')
}

/** The step as its files are: what the learner finds. */
export function judgeStart(step: Step, played: Performance): string[] {
  const wrong = [...transcripts(step, played), ...truths(step, played), ...prediction(step, played)]
  if (step.exercise === undefined) return wrong
  if (marksNotHeld(played).length === 0)
    wrong.push('The exercise is solved before it is begun: every check holds of the start.')
  else if ((played.checks?.hints ?? 0) === 0)
    wrong.push('No hint fits the start of this exercise; a learner who is stuck at once sees none.')
  return wrong
}

export function judgeSolution(played: Performance): string[] {
  const lacking = marksNotHeld(played)
  if (played.checks?.state === 'solved') return []
  return [`solution/ does not meet ${lacking.join(', ')}:\n${marksInWords(played)}`]
}

type Wrong = NonNullable<Step['exercise']>['wrong'][number]

/** A wrong attempt fails exactly the checks that it says, and brings up its hint first. */
export function judgeWrong(
  step: Step,
  wrong: Wrong,
  { played, hint }: { played: Performance; hint: string | undefined },
): string[] {
  const say: string[] = []
  const lacking = marksNotHeld(played)
  if (lacking.toSorted().join() !== wrong.fails.toSorted().join()) {
    const really = lacking.length === 0 ? 'none' : lacking.join(', ')
    say.push(
      `wrong/${wrong.id} is to fail ${wrong.fails.join(', ')}; it fails ${really}:\n${marksInWords(played)}`,
    )
  }
  const hints = step.exercise?.hints ?? []
  const first = hints.find(({ html }) => html === hint)?.id
  if (first !== wrong.hint)
    say.push(
      `wrong/${wrong.id} is to bring up hint ${wrong.hint}; the first that fits is ${first ?? 'none'}.`,
    )
  return say
}
