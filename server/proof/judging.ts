/** What a performance proves of its step: a finding for each claim. */
import { compare, createJudge, inWords } from '../lessons/index.ts'
import type { Claim, Difference, Observation, Step } from '../lessons/index.ts'
import { broken, held } from './finding.ts'
import type { Finding, Part } from './finding.ts'
import type { Performance } from './performance.ts'

/** What was seen, and until when. */
export interface Sight {
  readonly seen: readonly Observation[]
  readonly now: number
}

const inStep = (...keys: string[]): Finding['place'] => ({ file: 'step.yaml', keys })

/** Whether `claim` holds of what was seen, and what was. */
export function judge(claim: Claim, { seen, now }: Sight): { holds: boolean; told: string } {
  const one = createJudge(claim)
  for (const observation of seen) one.see(observation)
  one.tick(now)
  const told = one.told()
  return { holds: one.end() === 'held', told }
}

const waitLonger = (program: string): string =>
  `${program} still waited. If it goes on by itself, say so among its truths, and it is waited for: it-ends: { ends: { of: ${program} }, within: 5s }.`

function transcripts(step: Step, played: Performance): Finding[] {
  return [...step.expect].map(([program, claimed]) => {
    const lines = played.lines(program)
    const differences = compare(claimed, lines)
    const place = inStep('expect', program)
    if (differences.every(({ mark }) => mark === ' '))
      return held(`expect ${program}`, place, `printed ${lines.length} lines`)
    const found = broken(`expect ${program}`, place, `${program} prints something else:`)
    // More was claimed than had come when nothing new was looked for.
    const cut = differences.at(-1)?.mark === '-' && played.waits(program)
    return { ...found, differences, ...(cut ? { advice: waitLonger(program) } : {}) }
  })
}

function truths(step: Step, played: Performance): Finding[] {
  return step.truths.flatMap(({ id, claim, share }) => {
    if (share !== undefined) return []
    const { holds, told } = judge(claim, played)
    const place = inStep('truths', id)
    if (holds) return [held(`truth ${id}`, place, told)]
    const claimed = inWords(claim, (program) => program)
    const differences: Difference[] = [
      { mark: '-', line: claimed },
      { mark: '+', line: told },
    ]
    return [{ ...broken(`truth ${id}`, place, 'It does not hold:'), differences }]
  })
}

function prediction(step: Step, played: Performance): Finding[] {
  const options = step.predict?.options ?? []
  if (options.length === 0) return []
  const { count, at: now } = played.beforeHands
  const sight = { seen: played.seen.slice(0, count), now }
  const judged = options.map(({ claim }) => judge(claim, sight))
  const shown = judged.flatMap(({ holds }, at) => (holds ? [at + 1] : []))
  const place = inStep('predict', 'options')
  if (shown.length === 1) return [held('prediction', place, `option ${shown[0]} held`)]
  const parts = judged.map(({ holds, told }, at) => ({
    name: `option ${at + 1}`,
    holds,
    seen: told,
  }))
  const how = shown.length === 0 ? 'No option' : `Options ${shown.join(' and ')}`
  const say = `Exactly one option holds in a run. ${how} held here:`
  return [{ ...broken('prediction', place, say), parts }]
}

function marksNotHeld(played: Performance): string[] {
  return (played.checks?.marks ?? []).flatMap(({ id, verdict }) => (verdict === 'held' ? [] : [id]))
}

function marks(played: Performance): Part[] {
  return (played.checks?.marks ?? []).map(({ id, verdict, seen }) => ({
    name: id,
    holds: verdict === 'held',
    seen: seen ?? 'nothing was seen',
  }))
}

function startOfExercise(played: Performance): string | undefined {
  if (marksNotHeld(played).length === 0)
    return 'The exercise is solved before it is begun: every check holds of the start.'
  if ((played.checks?.hints ?? 0) > 0) return undefined
  return 'No hint fits the start of this exercise; a learner who is stuck at once sees none.'
}

/** The step as its files are: what the learner finds. */
export function judgeStart(step: Step, played: Performance): Finding[] {
  const found = [...transcripts(step, played), ...truths(step, played), ...prediction(step, played)]
  if (step.exercise === undefined) return found
  const wrong = startOfExercise(played)
  const place = inStep('exercise')
  if (wrong === undefined)
    return [...found, held('start', place, `does not meet ${marksNotHeld(played).join(', ')}`)]
  return [...found, { ...broken('start', place, wrong), parts: marks(played) }]
}

export function judgeSolution(played: Performance): Finding[] {
  const place = inStep('exercise', 'checks')
  if (played.checks?.state === 'solved')
    return [held('solution', place, `meets ${played.checks.marks.length} checks`)]
  const say = `solution/ does not meet ${marksNotHeld(played).join(', ')}:`
  return [{ ...broken('solution', place, say), parts: marks(played) }]
}

type Wrong = NonNullable<Step['exercise']>['wrong'][number]

/** A wrong attempt fails exactly the checks that it says, and brings up its hint first. */
export function judgeWrong(
  wrong: Wrong,
  { played, hint }: { played: Performance; hint: string | undefined },
): Finding[] {
  const claim = `wrong/${wrong.id}`
  const found: Finding[] = []
  const lacking = marksNotHeld(played)
  if (lacking.toSorted().join() !== wrong.fails.toSorted().join()) {
    const really = lacking.length === 0 ? 'none' : lacking.join(', ')
    const say = `${claim} is to fail ${wrong.fails.join(', ')}; it fails ${really}:`
    const place = inStep('exercise', 'wrong', wrong.id, 'fails')
    found.push({ ...broken(claim, place, say), parts: marks(played) })
  }
  const first = hint ?? 'none'
  if (first !== wrong.hint) {
    const say = `${claim} is to bring up hint ${wrong.hint}; the first that fits is ${first}.`
    const place = inStep('exercise', 'wrong', wrong.id, 'hint')
    found.push(broken(claim, place, say))
  }
  if (found.length > 0) return found
  const say = `fails ${lacking.join(', ')}; brings up ${first}`
  return [held(claim, inStep('exercise', 'wrong', wrong.id), say)]
}
