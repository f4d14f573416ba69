/** Cuts a course into what is played as a whole: each step as written, its shares, its exercise, its questions' answers. */
import type { Claim, Course, Lesson, PlayedAnswer, Step } from '../lessons/index.ts'
import type { Registry } from '../session/index.ts'
import type { Finding, PieceName } from './finding.ts'
import { judgeSolution, judgeStart, judgeWrong } from './judging.ts'
import { perform } from './perform.ts'
import { judgeAnswer, untilItEnds } from './question.ts'
import { countShare } from './share.ts'

/** Where a piece is played. */
export interface Scene {
  readonly registry: Registry
  /** How many times slower than usual the machine is; the step's limits are already as much longer. */
  readonly slow: number
  /** A run of a share is over. */
  readonly counted: (run: number, of: number, held: number) => void
  readonly signal: AbortSignal | undefined
}

export type Kind = 'start' | 'solution' | 'wrong' | 'share' | 'question'

/** One thing to be proven by playing. */
export interface Piece extends PieceName {
  readonly kind: Kind
  /** The claims that it decides, as findings name them. */
  readonly claims: readonly string[]
  /** What it depends on, for its hash: all of the step, and the question that it answers. */
  readonly of: { readonly step: Step; readonly asked?: PlayedAnswer }
  /** Plays it once. A failing program is a finding; only a defect of ours rejects. */
  readonly prove: (scene: Scene) => Promise<readonly Finding[]>
}

function claimsOfStart({ expect, truths, predict, exercise }: Step): string[] {
  return [
    ...[...expect.keys()].map((program) => `expect ${program}`),
    ...truths.flatMap(({ id, share }) => (share === undefined ? [`truth ${id}`] : [])),
    ...(predict === undefined ? [] : ['prediction']),
    ...(exercise === undefined ? [] : ['start']),
  ]
}

/** Everything that is claimed of a step by playing it as it is. */
function judgedOf(step: Step): Claim[] {
  const checks = step.exercise?.checks.map(({ claim }) => claim) ?? []
  const options = step.predict?.options.map(({ claim }) => claim) ?? []
  return [...checks, ...options, ...step.truths.map(({ claim }) => claim)]
}

function piecesOfStep(lesson: string, step: Step): Piece[] {
  const part = { lesson, step: step.id, of: { step } }
  const claims = judgedOf(step)
  const score = { lesson, step, files: {}, claims }
  const pieces: Piece[] = [
    {
      ...{ ...part, name: 'as written', kind: 'start', claims: claimsOfStart(step) },
      prove: (scene) => perform(scene, score, (played) => judgeStart(step, played)),
    },
  ]
  for (const truth of step.truths) {
    if (truth.share === undefined) continue
    const name = `share ${truth.id}`
    const prove = (scene: Scene) => countShare(scene, score, truth)
    pieces.push({ ...part, name, kind: 'share', claims: [name], prove })
  }
  const { exercise } = step
  if (!exercise) return pieces
  pieces.push({
    ...{ ...part, name: 'solution', kind: 'solution', claims: ['solution'] },
    prove: (scene) => perform(scene, { ...score, files: exercise.solution }, judgeSolution),
  })
  for (const wrong of exercise.wrong) {
    const name = `wrong/${wrong.id}`
    const prove = (scene: Scene) =>
      perform(scene, { ...score, files: wrong.files }, async (played) =>
        judgeWrong(wrong, { played, hint: await played.hint() }),
      )
    pieces.push({ ...part, name, kind: 'wrong', claims: [name], prove })
  }
  return pieces
}

/** A question whose answer is what a program prints: it is played, with the question's changes. */
function pieceOfQuestion(lesson: string, step: Step, asked: PlayedAnswer): Piece {
  const name = `quiz ${asked.question}`
  const score = { lesson, step, files: asked.files, claims: [untilItEnds(step, asked)] }
  return {
    ...{ lesson, step: step.id, of: { step, asked }, name, kind: 'question', claims: [name] },
    prove: (scene) => perform(scene, score, (played) => judgeAnswer(asked, played)),
  }
}

/** `01` or `01/02`: only lessons and steps whose names begin so. */
function isWanted({ lesson, step }: PieceName, only: string): boolean {
  const [first = '', second = ''] = only.split('/')
  return lesson.startsWith(first) && step.startsWith(second)
}

/** All that a lesson claims and that can be played, in its order. */
export function piecesOfLesson({ id, steps, played }: Lesson): Piece[] {
  return [
    ...steps.flatMap((step) => (step.programs.length === 0 ? [] : piecesOfStep(id, step))),
    ...played.flatMap((one) => {
      const step = steps.find((candidate) => candidate.id === one.step)
      return step === undefined ? [] : [pieceOfQuestion(id, step, one)]
    }),
  ]
}

/** All of a course, in its order; with `only`, what is wanted of it. */
export function piecesOf(course: Course, only = ''): Piece[] {
  const [first = ''] = only.split('/')
  // Of a large course the few lessons are opened that are wanted.
  const wanted = course.cards.filter(({ id }) => id.startsWith(first))
  const lessons = wanted.flatMap(({ id }) => course.find(id) ?? [])
  return lessons.flatMap(piecesOfLesson).filter((piece) => isWanted(piece, only))
}

/** The piece's name in one string, unique in its course. */
export function keyOf({ lesson, step, name }: PieceName): string {
  return `${lesson}/${step} ${name}`
}
