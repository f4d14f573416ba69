/** Plays pieces of a course in real labs, some side by side, and tells what became of each. */
import type { Course } from '../lessons/index.ts'
import { stretchCourse } from '../lessons/index.ts'
import type { Pool } from '../lab/index.ts'
import type { Registry } from '../session/index.ts'
import type { Finding, PieceName, Progress, Result } from './finding.ts'
import { keyOf, piecesOf } from './piece.ts'
import type { Piece } from './piece.ts'
import { registryOf } from './registry.ts'
import { Slowness } from './slowness.ts'

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
/** So often is a play without weight repeated; the last one counts in any case. */
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
}

class Play {
  readonly #options: PlayOptions
  readonly #slowness: Slowness
  readonly #stages = new Map<number, Stage>()

  constructor(options: PlayOptions, slowness: Slowness) {
    this.#options = options
    this.#slowness = slowness
  }

  async whole(piece: Piece): Promise<Result> {
    const began = performance.now()
    const { repeat = 1, again = 0 } = this.#options
    const plays: Played[] = []
    const failed = (): Played | undefined => plays.find((one) => !isHeld(one))
    while (plays.length < repeat && failed() === undefined && !this.#isOver)
      plays.push(await this.#once(piece))
    // What was counted says itself how often it held.
    const more = failed() === undefined || piece.kind === 'share' || this.#isOver ? 0 : again
    plays.push(...(await Promise.all(Array.from({ length: more }, () => this.#once(piece)))))
    const shown = failed() ?? plays.at(-1) ?? { slow: 1, findings: [] }
    return {
      ...nameOf(piece),
      passed: failed() === undefined,
      ms: Math.round(performance.now() - began),
      slow: shown.slow,
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
   * One play. Limits are as much longer as the machine is slower; when it has become slower still, neither what
   * held nor what did not says anything, and it is played anew.
   */
  async #once(piece: Piece): Promise<Played> {
    for (let tries = 1; ; tries += 1) {
      const [began, slow] = [performance.now(), this.#slowness.now]
      const stage = this.#stage(slow)
      const { signal, tell } = this.#options
      const counted = (run: number, of: number, held: number): void =>
        tell?.({ type: 'counted', piece: nameOf(piece), run, of, held })
      const findings = await stage
        .find(piece)
        .prove({ registry: stage.registry, slow, counted, signal })
      const slower = this.#slowness.since(began) > slow * SLOWER
      if (!slower || tries === TRIES || this.#isOver) return { slow, findings }
    }
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
  const slowness = await Slowness.measure()
  const play = new Play(options, slowness)
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
    await slowness.dispose()
  }
  return results
}
