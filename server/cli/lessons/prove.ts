/** Plays what is wanted of a course and not proven yet, and tells how it went. */
import path from 'node:path'
import { readConfig } from '../../config.ts'
import type { Pool } from '../../lab/index.ts'
import type { Course } from '../../lessons/index.ts'
import { hashOfEngine, keyOf, piecesOf, placeOf, playAll, Store } from '../../proof/index.ts'
import type { Finding, Piece, Progress, Result } from '../../proof/index.ts'
import { project } from '../setup/places.ts'
import { seconds } from '../setup/step.ts'
import { inkFor } from './ink.ts'
import { shownPath } from './lint.ts'
import { inLines, inOneLine } from './report.ts'
import type { Placed } from './report.ts'
import type { PlayRequest } from './request.ts'

const say = (text: string): void => void process.stdout.write(text)

/** A piece that was not as claimed is played so often again. */
const AGAIN = 2

/** The store of this project's proofs, for the course at `root`. */
export async function openStore(root: string, pool: Pool): Promise<Store> {
  const around = { ...pool.info, node: process.versions.node }
  const engine = await hashOfEngine(path.join(project, 'server'), around)
  return new Store({ folder: readConfig([], {}).paths.proof, course: root, engine })
}

async function placed(root: string, result: Result): Promise<Placed> {
  const broken = result.findings.filter(({ holds }) => !holds)
  const each = broken.map(async (finding): Promise<[Finding, string]> => {
    const { path: file, line, column } = await placeOf(root, result, finding)
    return [finding, `${shownPath(root, file)}:${line}:${column}`]
  })
  return { result, places: new Map(await Promise.all(each)) }
}

export interface Proving {
  readonly course: Course
  /** The course's folder. */
  readonly root: string
  readonly pool: Pool
  readonly jobs: number
}

async function unproven(pieces: readonly Piece[], store: Store): Promise<Piece[]> {
  const proven = await Promise.all(pieces.map((piece) => store.isProven(piece)))
  return pieces.filter((_, at) => proven[at] !== true)
}

/** In the order of the course, whichever came first. */
function inOrder(results: readonly Result[], pieces: readonly Piece[]): Result[] {
  const place = new Map(pieces.map((piece, at) => [keyOf(piece), at]))
  return results.toSorted((a, b) => (place.get(keyOf(a)) ?? 0) - (place.get(keyOf(b)) ?? 0))
}

/** Tells each result as it comes, then what is not as claimed, and keeps it all; in continuous integration everything is played. */
export async function prove(request: PlayRequest, proving: Proving): Promise<readonly Result[]> {
  const { course, root, pool, jobs } = proving
  const began = performance.now()
  const store = await openStore(root, pool)
  const ink = inkFor(process.stdout, process.env)
  const wanted = piecesOf(course, request.only)
  const fresh = request.fresh || process.env.CI === 'true'
  const pieces = fresh ? wanted : await unproven(wanted, store)
  let noted = Promise.resolve()
  const tell = (progress: Progress): void => {
    if (progress.type !== 'ended') return
    const { result } = progress
    say(request.json ? `${JSON.stringify(result)}\n` : inOneLine(result, ink))
    const piece = pieces.find((one) => keyOf(one) === keyOf(result))
    noted = noted.then(() => (piece && result.sure ? store.note(piece, result) : undefined))
  }
  const { repeat } = request
  const results = await playAll(pieces, { course, pool, jobs, tell, repeat, again: AGAIN })
  await noted
  const failed = results.filter(({ passed }) => !passed)
  const kept = wanted.length - pieces.length
  const unchanged = kept === 0 ? '' : `, ${kept} unchanged since they were proven`
  const took = seconds(performance.now() - began)
  const unsure = failed.filter(({ sure }) => !sure).length
  const untold = unsure === 0 ? '' : `, ${unsure} not to be told on so slow a machine`
  const counts = `${results.length - failed.length} as claimed, ${failed.length - unsure} not${untold}${unchanged}`
  if (!request.json) {
    const options = request.lessons === undefined ? '' : ` --lessons ${request.lessons}`
    for (const one of inOrder(failed, pieces))
      say(inLines(await placed(root, one), { ink, options }))
    say(`${failed.length === 0 ? '' : '\n'}${counts}; it took ${took}\n`)
  }
  return results
}
