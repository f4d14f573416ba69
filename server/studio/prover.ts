/**
 * Plays the claims of one step for its author, one order at a time, and writes into a file only what was shown
 * and then asked for.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Pool } from '../lab/index.ts'
import { claimsOf, keyOf, piecesOf, placeOf, playAll, record, writeRecord } from '../proof/index.ts'
import type { Piece, Progress, Recorded, Result, Store } from '../proof/index.ts'
import type { PlayWhat, StudioClaim, StudioFinding, StudioPlay } from '../protocol/studio.ts'
import { hrefOf } from './editor.ts'
import type { LiveCourse } from './live.ts'
import type { Desk } from './told.ts'

export interface ProverOptions extends Desk {
  readonly live: LiveCourse
  readonly pool: Pool
  /** What was proven before; the command line keeps the same one. */
  readonly store: Store
  readonly tell: (play: StudioPlay) => void
  readonly log: (line: string) => void
}

export interface Order {
  readonly lesson: string
  readonly step: string
  readonly what: PlayWhat
}

/** Labs side by side: the author's own programs go on meanwhile. */
const JOBS = 2

export class Prover {
  readonly #options: ProverOptions
  #now: StudioPlay | undefined
  #stop: AbortController | undefined
  /** Of each lesson as it was last asked for; nothing of it is true any more when something else was noted. */
  readonly #claims = new Map<
    string,
    { readonly edition: string | undefined; readonly claims: readonly StudioClaim[] }
  >()
  #notedAt: number | undefined
  #recorded: { readonly id: string; readonly recorded: Recorded } | undefined
  /** A file that was written and not looked at yet: then its step is played as claimed. */
  #written: Recorded | undefined

  constructor(options: ProverOptions) {
    this.#options = options
  }

  /** What is played, or was last. */
  get now(): StudioPlay | undefined {
    return this.#now
  }

  /** Every claim of the course as it is shown. Of a large course the lessons are gone through that are another. */
  async claims(): Promise<StudioClaim[]> {
    const { live, store } = this.#options
    const noted = await store.notedAt()
    if (noted !== this.#notedAt) this.#claims.clear()
    this.#notedAt = noted
    const all = live.cards.map(async ({ id }) => {
      const edition = live.editionOf(id)
      const known = this.#claims.get(id)
      if (known !== undefined && known.edition === edition) return known.claims
      const claims = await this.#claimsOf(id)
      this.#claims.set(id, { edition, claims })
      return claims
    })
    return (await Promise.all(all)).flat()
  }

  async #claimsOf(id: string): Promise<StudioClaim[]> {
    const rows = await claimsOf(this.#options.live, this.#options.store, id)
    return rows.flatMap(({ provenAt, ...row }) =>
      row.lesson === id
        ? { ...row, ...(provenAt === undefined ? {} : { provenAt: Date.parse(provenAt) }) }
        : [],
    )
  }

  /** Begins; a sentence when it cannot. */
  play(order: Order): string | undefined {
    if (this.#stop !== undefined) return 'Something is being played. Stop it, or wait for its end.'
    if (this.#options.live.isWrong(order.lesson))
      return 'This lesson has mistakes. Mend them, then play it.'
    const pieces = piecesOf(this.#options.live, `${order.lesson}/${order.step}`).filter(
      ({ lesson, step, kind }) =>
        lesson === order.lesson &&
        step === order.step &&
        (order.what === 'record'
          ? kind === 'start'
          : (kind === 'wrong') === (order.what === 'wrong')),
    )
    if (pieces.length === 0) return 'There is nothing of that kind to be played here.'
    const stop = new AbortController()
    this.#stop = stop
    this.#recorded = undefined
    this.#tell({
      ...{ type: 'play', ...order, began: Date.now(), done: 0, of: pieces.length, findings: [] },
    })
    const began = performance.now()
    void (order.what === 'record' ? this.#record(order, stop) : this.#prove(pieces, stop))
      .catch((error: unknown) => {
        this.#options.log(`studio: a play failed: ${String(error)}`)
        this.#change({ trouble: 'That went wrong on our side. The terminal says more.' })
      })
      .finally(() => {
        this.#stop = undefined
        const trouble = stop.signal.aborted ? { trouble: 'Stopped. Nothing is kept of it.' } : {}
        this.#change({ ms: Math.round(performance.now() - began), ...trouble })
      })
    return undefined
  }

  stop(): void {
    this.#stop?.abort()
  }

  /** Writes what was proposed under this id; a sentence when it cannot. */
  async write(id: string): Promise<string | undefined> {
    if (this.#recorded?.id !== id) return 'This proposal is gone. Record it again.'
    const { recorded } = this.#recorded
    this.#recorded = undefined
    this.#written = recorded
    const trouble = await writeRecord(this.#options.root, recorded)
    if (trouble !== undefined) this.#written = undefined
    this.#settle(trouble ?? `${recorded.path} is written.`)
    return trouble
  }

  /** The course was looked at after these were saved: what was recorded is a claim now, and is proven as any other. */
  saved(paths: readonly string[]): void {
    const written = this.#written
    if (written === undefined || !paths.includes(written.path)) return
    this.#written = undefined
    const { lesson, step } = written
    this.play({ lesson, step, what: 'claimed' })
  }

  /** Leaves the file as it is. */
  drop(id: string): void {
    if (this.#recorded?.id !== id) return
    const { path: file } = this.#recorded.recorded
    this.#recorded = undefined
    this.#settle(`${file} is left as it was.`)
  }

  dispose(): void {
    this.stop()
  }

  async #prove(pieces: readonly Piece[], { signal }: AbortController): Promise<void> {
    const { live, pool, store } = this.#options
    // One after the other, in the order they came.
    let noted = Promise.resolve()
    const tell = (progress: Progress): void => {
      if (progress.type !== 'ended') return
      const { result } = progress
      noted = noted.then(async () => {
        const piece = pieces.find((one) => keyOf(one) === keyOf(result))
        if (piece !== undefined && result.sure) await store.note(piece, result)
        await this.#ended(result)
      })
    }
    await playAll(pieces, { course: live, pool, jobs: JOBS, tell, signal })
    await noted
  }

  async #ended(result: Result): Promise<void> {
    const findings = await Promise.all(
      result.findings.map(async (finding): Promise<StudioFinding> => {
        const { root, link } = this.#options
        const { path: file, ...at } = await placeOf(root, result, finding)
        const { claim, holds, say, parts, differences, advice } = finding
        const href = hrefOf(link, { file: path.join(root, file), ...at })
        const lists = { parts: [...parts], differences: [...differences] }
        return { claim, holds, say, ...lists, href, ...(advice === undefined ? {} : { advice }) }
      }),
    )
    const { done = 0, findings: before = [] } = this.#now ?? {}
    this.#change({ done: done + 1, findings: [...before, ...findings] })
  }

  async #record(order: Order, { signal }: AbortController): Promise<void> {
    const { live, root, pool } = this.#options
    const tell = ({ play, of }: { play: number; of: number }): void =>
      this.#change({ done: play, of })
    const recorded = await record(order, { course: live, root, pool, tell, signal })
    if (signal.aborted) return
    if (recorded.trouble !== undefined) return this.#change({ trouble: recorded.trouble })
    if (recorded.before === recorded.after)
      return this.#change({ settled: `${recorded.path} says what was observed.` })
    const id = randomUUID()
    this.#recorded = { id, recorded }
    const { path: file, differences, broke } = recorded
    const lists = { differences: [...differences], broke: [...broke] }
    this.#change({ proposal: { id, path: file, ...lists } })
  }

  #settle(settled: string): void {
    if (this.#now === undefined) return
    const { proposal, ...rest } = this.#now
    if (proposal !== undefined) this.#tell({ ...rest, settled })
  }

  #change(change: Partial<StudioPlay>): void {
    if (this.#now !== undefined) this.#tell({ ...this.#now, ...change })
  }

  #tell(play: StudioPlay): void {
    this.#now = play
    this.#options.tell(play)
  }
}
