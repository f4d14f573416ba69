/** Plays lessons in real labs, some side by side, and tells of each performance whether it is as claimed. */
import type { Claim, Course, PlayedAnswer, Step } from '../../lessons/index.ts'
import { accepted, createJudge } from '../../lessons/index.ts'
import type { Pool } from '../../lab/index.ts'
import { realTime, Registry } from '../../session/index.ts'
import { judge, judgeSolution, judgeStart, judgeWrong } from './judging.ts'
import { Performance } from './performance.ts'
import type { Score } from './performance.ts'

/** One thing to be proven by playing. */
export interface Piece {
  readonly lesson: string
  readonly step: Step
  /** `as written`, `solution`, `wrong/joins`, `share often`. */
  readonly name: string
  /** The question that it answers. */
  readonly asked?: PlayedAnswer
  readonly prove: (registry: Registry) => Promise<readonly string[]>
}

export interface Result {
  readonly lesson: string
  readonly step: string
  readonly name: string
  readonly passed: boolean
  readonly ms: number
  /** What is not as claimed. */
  readonly say: readonly string[]
}

async function perform<T>(
  registry: Registry,
  score: Score,
  look: (played: Performance) => T | Promise<T>,
): Promise<T | string[]> {
  const played = new Performance(registry, score)
  try {
    await played.play()
    return played.trouble === undefined ? await look(played) : [played.trouble]
  } finally {
    played.leave()
  }
}

/** Everything that is claimed of a step by playing it as it is. */
function claimsOf(step: Step): Claim[] {
  const checks = step.exercise?.checks.map(({ claim }) => claim) ?? []
  const options = step.predict?.options.map(({ claim }) => claim) ?? []
  return [...checks, ...options, ...step.truths.map(({ claim }) => claim)]
}

/** Runs follow each other: side by side they would change what is counted. */
async function countShare(
  registry: Registry,
  score: Score,
  { claim, share }: Step['truths'][number],
): Promise<string[]> {
  if (share === undefined) return []
  const { least, most } = accepted(share)
  let held = 0
  for (let run = 1; run <= share.runs; run += 1) {
    const says = await perform(registry, score, (played) => judge(claim, played).holds)
    if (typeof says !== 'boolean') return says
    if (says) held += 1
    // Decided: whatever follows stays within, or beyond.
    if (held > most || held + share.runs - run < least) break
    if (held >= least && held + share.runs - run <= most) break
  }
  const range = `${Math.round(share.low * 100)}% to ${Math.round(share.high * 100)}%`
  return held >= least && held <= most
    ? []
    : [`held ${held} of ${share.runs} times, which is not ${range}.`]
}

function piecesOfStep(lesson: string, step: Step): Piece[] {
  const piece = (name: string, prove: Piece['prove']): Piece => ({ lesson, step, name, prove })
  const score = (files: Score['files'] = {}): Score => ({
    lesson,
    step,
    files,
    claims: claimsOf(step),
  })
  const pieces = [
    piece('as written', (registry) =>
      perform(registry, score(), (played) => judgeStart(step, played)),
    ),
  ]
  for (const truth of step.truths) {
    if (truth.share === undefined) continue
    pieces.push(piece(`share ${truth.id}`, (registry) => countShare(registry, score(), truth)))
  }
  const { exercise } = step
  if (!exercise) return pieces
  pieces.push(
    piece('solution', (registry) => perform(registry, score(exercise.solution), judgeSolution)),
  )
  for (const wrong of exercise.wrong) {
    pieces.push(
      piece(`wrong/${wrong.id}`, (registry) =>
        perform(registry, score(wrong.files), async (played) =>
          judgeWrong(step, wrong, { played, hint: await played.hint() }),
        ),
      ),
    )
  }
  return pieces
}

/** A question whose answer is what a program prints: it is played, with the question's changes. */
function pieceOfQuestion(lesson: string, step: Step, played: PlayedAnswer): Piece {
  // Whether it holds is not asked: until then, a program that only waits a second has not said all.
  const ends: Claim = {
    fact: 'within',
    ms: step.observeMs,
    claim: { fact: 'ends', of: played.program },
  }
  const score: Score = { lesson, step, files: played.files, claims: [ends] }
  const claimed = played.prints.trimEnd().split('\n')
  return {
    lesson,
    step,
    name: `quiz ${played.question}`,
    asked: played,
    prove: (registry) =>
      perform(registry, score, (seen) => {
        const lines = seen.lines(played.program).map((line) => line.trimEnd())
        if (lines.join('\n') === claimed.join('\n')) return []
        const differences = [
          ...claimed.map((line) => `  - ${line}`),
          ...lines.map((line) => `  + ${line}`),
        ]
        return [`${played.program} prints something else:\n${differences.join('\n')}`]
      }),
  }
}

/** All that a course claims and that can be played, in its order. */
export function piecesOf(course: Course): Piece[] {
  return course.lessons.flatMap(({ id, steps, played }) => [
    ...steps.flatMap((step) => (step.programs.length === 0 ? [] : piecesOfStep(id, step))),
    ...played.flatMap((one) => {
      const step = steps.find((candidate) => candidate.id === one.step)
      return step === undefined ? [] : [pieceOfQuestion(id, step, one)]
    }),
  ])
}

export interface Stage {
  readonly course: Course
  readonly pool: Pool
  readonly jobs: number
  readonly tell: (result: Result, piece: Piece) => void
}

async function playOne(piece: Piece, registry: Registry): Promise<Result> {
  const began = performance.now()
  const say = await piece.prove(registry)
  return {
    lesson: piece.lesson,
    step: piece.step.id,
    name: piece.name,
    passed: say.length === 0,
    ms: Math.round(performance.now() - began),
    say,
  }
}

/** Plays `pieces`, at most `jobs` at once. */
export async function playAll(pieces: readonly Piece[], stage: Stage): Promise<void> {
  const { course, pool, jobs, tell } = stage
  const registry = new Registry({
    course,
    pool,
    progress: { load: () => Promise.resolve([]), save: () => Promise.resolve(true) },
    judge: createJudge,
    time: realTime,
    log: () => undefined,
  })
  const left = [...pieces]
  const work = async (): Promise<void> => {
    for (let piece = left.shift(); piece; piece = left.shift())
      tell(await playOne(piece, registry), piece)
  }
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, pieces.length) }, work))
  } finally {
    registry.dispose()
  }
}
