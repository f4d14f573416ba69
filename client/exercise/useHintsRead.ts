/** The hints of an exercise that a learner has read, kept by their names from day to day; what they say is asked of the server. */
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { useKept, useProgress } from '../progress/index.ts'
import { HintRead } from '../../server/protocol/index.ts'

/** In the order in which they were first read. */
const HintsRead = z.object({ keys: z.array(z.string()) })

/** Kept of one exercise: the newest ones. */
const KEPT = 20

const NONE: readonly string[] = []

export interface HintsReading {
  keys: readonly string[]
  /** Keeps that this one has been read. */
  keep: (key: string) => void
}

export function useHintsRead(lesson: string, step: string): HintsReading {
  const progress = useProgress()
  const entry = `hints/${lesson}/${step}`
  const keys = useKept(entry, HintsRead)?.keys ?? NONE
  const keep = (key: string) => {
    if (!keys.includes(key)) progress.write(entry, { keys: [...keys, key].slice(-KEPT) })
  }
  return { keys, keep }
}

export interface HintText {
  key: string
  html: string
}

/** What those hints say now: one that was reworded is told as it is, one that is gone is not told. */
export function useHintTexts(place: string, keys: readonly string[]): readonly HintText[] {
  const [texts, setTexts] = useState<readonly HintText[]>([])
  const wanted = keys.join('/')
  useEffect(() => {
    if (wanted === '') return
    const leaving = new AbortController()
    const { signal } = leaving
    void Promise.all(wanted.split('/').map((key) => textOf(place, key, signal))).then((found) => {
      if (!signal.aborted) setTexts(found.flat())
    })
    return () => leaving.abort()
  }, [place, wanted])
  return texts.filter(({ key }) => keys.includes(key))
}

async function textOf(place: string, key: string, signal: AbortSignal): Promise<HintText[]> {
  try {
    const response = await fetch(`/api/hints/${place}/${encodeURIComponent(key)}`, { signal })
    if (!response.ok) return []
    const read = HintRead.safeParse(await response.json())
    return read.success ? [{ key, html: read.data.html }] : []
  } catch {
    // The network: they are asked for again when the step is opened again.
    return []
  }
}
