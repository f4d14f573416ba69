/** The hints of an exercise that a learner has read, kept from day to day; known here alone, with the exercise's own code. */
import * as z from 'zod/mini'
import { useKept, useProgress } from '../progress/index.ts'

/** As HTML, in the order in which they were first read. */
const HintsRead = z.object({ read: z.array(z.string()) })

/** Kept of one exercise: the newest ones. */
const KEPT = 20

const NONE: readonly string[] = []

export interface HintsReading {
  read: readonly string[]
  /** Keeps that this one has been read. */
  keep: (hint: string) => void
}

export function useHintsRead(lesson: string, step: string): HintsReading {
  const progress = useProgress()
  const key = `hints/${lesson}/${step}`
  const read = useKept(key, HintsRead)?.read ?? NONE
  const keep = (hint: string) => {
    if (!read.includes(hint)) progress.write(key, { read: [...read, hint].slice(-KEPT) })
  }
  return { read, keep }
}
