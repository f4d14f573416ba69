/** Plays pieces of a course in real labs, some side by side, and tells what became of each. */
import type { Course } from '../lessons/index.ts'
import { stretchCourse } from '../lessons/index.ts'
import type { Pool } from '../lab/index.ts'
import type { Registry } from '../session/index.ts'
import type { Finding, PieceName, Progress, Result } from './finding.ts'
import { keyOf, piecesOf } from './piece.ts'
import type { Piece } from './piece.ts'
import { registryOf } from './registry.ts'
import { limitsFor, measureSlowness } from './slowness.ts'
import type { Samples } from './slowness.ts'
import { MOST, Turns } from './turns.ts'

export interface PlayOptions {
  readonly course: Course
  readonly pool: Pool
  /** Labs side by side. */
  readonly jobs: number
  /** Called in the order of what happens; pieces that are played side by side come mixed. */
  readonly tell?: (progress: Progress) => void
  /** How often each piece is played, 1 when left out; all of its plays must be as claimed. */
  readonly repeat?: number
  /** How often a piece that was not as claimed is played again, to tell what is wrong from what is not always so. */
  readonly again?: number
  /** Breaks off: no further piece begins, and those that are played end without a result. */
  readonly signal?: AbortSignal
}

/** A machine that becomes so much slower during a play leaves it without weight. */
const SLOWER = 1.3
/** So often is a play without weight repeated, alone then. */
const TRIES = 3

/** The course in the times of a machine so much slower, and a server of it. */
class Stage {
  readonly registry: Registry
  readonly #course: Course

  constructor(course: Course, pool: Pool) {
    this.#course = course
    this.registry = registryOf(course, pool)
  }

  /** The piece of the same name, in these times. */
  find(piece: Piece): Piece {
    const pieces = piecesOf(this.#course, `${piece.lesson}/${piece.step}`)
    return pieces.find((one) => keyOf(one) === keyOf(piece)) ?? piece
  }
}

interface Played {
  readonly slow: number
  readonly findings: readonly Finding[]
  /** False: the machine was too slow for this to say anything. */
  readonly sure: boolean
}

class Play {
  readonly #options: PlayOptions
  readonly #samples: Samples
  readonly #turns: Turns
  readonly #stages = new Map<number, Stage>()
  /** How slow the machine was during the last play: the next one may make it as slow. */
  #before = 1

  constructor(options: PlayOptions, samples: Samples) {
    this.#options = options
    this.#samples = samples
    this.#turns = new Turns(samples, { isOver: () => this.#isOver })
  }

  async whole(piece: Piece): Promise<Result> {
    const began = performance.now()
    const { repeat = 1, again = 0 } = this.#options
    const plays: Played[] = []
    const failed = (): Played | undefined => plays.find((one) => !isHeld(one))
    while (plays.length < repeat && failed() === undefined && !this.#isOver)
      plays.push(await this.#once(piece))
    // What was counted says itself how often it held.
    const isDone = failed()?.sure !== true || piece.kind === 'share' || this.#isOver
    const more = Array.from({ length: isDone ? 0 : again }, () => this.#once(piece, 1))
    plays.push(...(await Promise.all(more)))
    const shown = failed() ?? plays.at(-1) ?? { slow: 1, findings: [], sure: true }
    return {
      ...nameOf(piece),
      passed: failed() === undefined,
      ms: Math.round(performance.now() - began),
      slow: shown.slow,
      sure: shown.sure,
      plays: { held: plays.filter(isHeld).length, of: plays.length },
      findings: shown.findings,
    }
  }

  dispose(): void {
    for (const { registry } of this.#stages.values()) registry.dispose()
  }

  get #isOver(): boolean {
    return this.#options.signal?.aborted === true
  }

  /**
   * One play. Limits are as much longer as the machine is slower; when it was slower still, neither what held nor
   * what did not says anything, and it is played anew. What did not hold may lie at a moment's slowness.
   */
  async #once(piece: Piece, most = TRIES): Promise<Played> {
    for (let tries = 1; ; tries += 1) {
      const end = await this.#turns.take(tries > 1)
      const began = performance.now()
      const expected = Math.max(this.#samples.recent, this.#before)
      const slow = limitsFor(Math.min(MOST, expected))
      const findings = await this.#prove(piece, slow).finally(end)
      const [mean, worst] = [this.#samples.since(began), this.#samples.worst(began)]
      this.#before = Math.min(MOST, tries > 1 ? worst : mean)
      const holds = findings.every((one) => one.holds)
      const hasWeight = (holds ? mean : worst) <= slow * SLOWER
      if (hasWeight || tries === most || this.#isOver)
        return { slow, findings, sure: holds || hasWeight }
    }
  }

  #prove(piece: Piece, slow: number): Promise<readonly Finding[]> {
    const stage = this.#stage(slow)
    const { signal, tell } = this.#options
    const counted = (run: number, of: number, held: number): void =>
      tell?.({ type: 'counted', piece: nameOf(piece), run, of, held })
    return stage.find(piece).prove({ registry: stage.registry, slow, counted, signal })
  }

  #stage(slow: number): Stage {
    const { course, pool } = this.#options
    const stage = this.#stages.get(slow) ?? new Stage(stretchCourse(course, slow), pool)
    this.#stages.set(slow, stage)
    return stage
  }
}

const isHeld = ({ findings }: Played): boolean => findings.every(({ holds }) => holds)

const nameOf = ({ lesson, step, name }: PieceName): PieceName => ({ lesson, step, name })

/** Plays `pieces`, at most `jobs` at once; shares last, each alone. Resolves with the results in the order they came. */
export async function playAll(pieces: readonly Piece[], options: PlayOptions): Promise<Result[]> {
  const { jobs, tell, signal } = options
  const { samples, end } = measureSlowness(options.pool)
  const play = new Play(options, samples)
  const results: Result[] = []
  const isOver = (): boolean => signal?.aborted === true
  const work = async (left: Piece[]): Promise<void> => {
    for (let piece = left.shift(); piece && !isOver(); piece = left.shift()) {
      tell?.({ type: 'begun', piece: nameOf(piece) })
      const result = await play.whole(piece)
      if (isOver()) return
      results.push(result)
      tell?.({ type: 'ended', piece: nameOf(piece), result })
    }
  }
  try {
    const beside = pieces.filter(({ kind }) => kind !== 'share')
    const workers = Array.from({ length: Math.min(jobs, beside.length) }, () => work(beside))
    await Promise.all(workers)
    await work(pieces.filter(({ kind }) => kind === 'share'))
  } finally {
    play.dispose()
    end()
  }
  return results
}
