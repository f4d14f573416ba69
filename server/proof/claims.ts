/** Every claim of a course that can be played, with what is known of it: the author's list. */
import type { Course } from '../lessons/index.ts'
import { piecesOf } from './piece.ts'
import type { Kind, Piece } from './piece.ts'
import type { Entry, Store } from './store.ts'

/**
 * `proven`: as claimed, and nothing has changed since. `changed`: something has, so it has to be played again.
 * `failed`: as it is now, it is not as claimed.
 */
export type ClaimState = 'proven' | 'changed' | 'failed' | 'never'

export interface ClaimRow {
  readonly lesson: string
  readonly step: string
  /** The piece that plays it: all claims of a piece are proven by the same play. */
  readonly piece: string
  readonly kind: Kind
  /** As findings name it: `truth it-waits`, `expect main`. */
  readonly claim: string
  readonly state: ClaimState
  /** When it was last as claimed, ISO 8601. */
  readonly provenAt?: string
  /** How long the piece's last play took, all its claims together. */
  readonly ms?: number
  /** What the last play showed of it. */
  readonly say?: string
  /** Of a share: what was measured. */
  readonly counted?: { readonly held: number; readonly runs: number }
}

function rowOf(piece: Piece, claim: string, known: { entry?: Entry; current: boolean }): ClaimRow {
  const { lesson, step, name, kind } = piece
  const row = { lesson, step, piece: name, kind, claim }
  const { entry, current } = known
  if (entry === undefined) return { ...row, state: 'never' }
  const found = entry.findings.find((one) => one.claim === claim)
  const broken = found === undefined ? !entry.passed : !found.holds
  return {
    ...row,
    state: !current ? 'changed' : broken ? 'failed' : 'proven',
    ms: entry.ms,
    ...(entry.provenAt === undefined ? {} : { provenAt: entry.provenAt }),
    ...(found === undefined ? {} : { say: found.say }),
    ...(found?.counted === undefined ? {} : { counted: found.counted }),
  }
}

/** All claims of the course in its order; with `only`, as `piecesOf` understands it, some of them. */
export async function claimsOf(course: Course, store: Store, only = ''): Promise<ClaimRow[]> {
  const rows = piecesOf(course, only).map(async (piece) => {
    const entry = await store.find(piece)
    const current = entry !== undefined && store.isCurrent(piece, entry)
    const known = { ...(entry === undefined ? {} : { entry }), current }
    return piece.claims.map((claim) => rowOf(piece, claim, known))
  })
  return (await Promise.all(rows)).flat()
}
