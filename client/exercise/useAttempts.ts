/** The attempts at an exercise: as the server tells them live, and the last ones with their code. */
import { useEffect, useRef } from 'react'
import { Attempts, keys, useKept, useProgress } from '../progress/index.ts'
import type { Attempt } from '../progress/index.ts'
import { placeOf, useFacts } from '../session/index.ts'
import type { ChecksEvent } from '../../server/protocol/index.ts'
import type { Files } from '../session/index.ts'

/** Kept with their code: the newest ones. */
const KEPT = 5

/** Characters of code kept in all: the store takes entries of a bounded size. */
const SIZE = 200_000

/** As many of the newest as are kept, and the one that solved it last; none when even that is too large. */
export function newest(attempts: readonly Attempt[]): Attempt[] {
  let room = SIZE
  const solved = attempts.findLast(({ held, of }) => held === of)
  const fits = (attempt: Attempt) => (room -= JSON.stringify(attempt.files).length) >= 0
  const first = solved === undefined || !fits(solved) ? undefined : solved
  const kept = new Set(
    attempts
      .slice(-KEPT)
      .toReversed()
      .filter((attempt) => attempt === first || fits(attempt)),
  )
  return attempts.filter((attempt) => attempt === first || kept.has(attempt))
}

export interface Trying {
  /** How the present attempt stands; undefined before the first. */
  now: ChecksEvent | undefined
  solved: boolean
  /** Those that were judged, oldest first. */
  before: readonly Attempt[]
}

export function useAttempts(lesson: string, step: string, files: Readonly<Files>): Trying {
  const progress = useProgress()
  const key = keys.attempts(lesson, step)
  const kept = useKept(key, Attempts)
  const now = useFacts(({ facts }) => facts.checks[placeOf({ lesson, step })])
  // What is typed while it is judged belongs to the next attempt.
  const begun = useRef({ attempt: 0, files })
  useEffect(() => {
    if (now === undefined) return
    if (begun.current.attempt !== now.attempt) begun.current = { attempt: now.attempt, files }
    if (now.state === 'watching') return
    const tried = begun.current.files
    const met = now.marks.flatMap(({ id, verdict }) => (verdict === 'held' ? [id] : []))
    const attempts = kept?.attempts ?? []
    const last = attempts.at(-1)
    // The same code again is the same attempt, however often it is run.
    const same = JSON.stringify(last?.files) === JSON.stringify(tried)
    const solved = kept?.solved === true || now.state === 'solved'
    const number = same ? (last?.number ?? 1) : (last?.number ?? 0) + 1
    const attempt = { number, files: { ...tried }, held: met.length, of: now.marks.length, met }
    const all = [...(same ? attempts.slice(0, -1) : attempts), attempt]
    progress.write(key, { attempts: newest(all), solved })
    // Judged once, whatever is typed afterwards.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [now])
  return { now, solved: kept?.solved === true, before: kept?.attempts ?? [] }
}
