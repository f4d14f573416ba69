/** One session of practice: what is due, one after the other; what was wrong is asked again at its end. */
import { useEffect, useState } from 'react'
import { loadLesson } from '../connection/index.ts'
import { cardsOf, dueOf, keys, ownStorage, useProgress } from '../progress/index.ts'
import type { Parts } from '../../server/protocol/index.ts'
import { gather } from './gather.ts'
import type { Gathered, Item } from './gather.ts'
import { forget, recall } from './kept.ts'
import { judgedBy, useServerJudge } from './useJudge.ts'
import type { Judged } from './useJudge.ts'
import { prepare, useRemember } from './useRemember.ts'

/** About five minutes. */
export const SESSION = 8

const AWAY = 'The server does not answer, and this question needs it. It stays due.'

export interface Tried {
  item: Item
  /** At the first try. */
  right: boolean
}

export interface Practice {
  /** Undefined until it is known what there is. */
  gathered: Gathered | undefined
  /** The question in view, and which of how many it is; undefined at the end. */
  item: Item | undefined
  at: number
  queue: readonly Item[]
  judged: Judged | undefined
  checking: boolean
  trouble: string | undefined
  tried: readonly Tried[]
  check: (parts: Parts) => void
  next: () => void
  /** Ends the session here; undefined while nothing was answered, or nothing is left to ask. */
  end: (() => void) | undefined
}

export function usePractice(): Practice {
  const gathered = useGathered()
  const serverJudge = useServerJudge()
  const remember = useRemember()
  const [again, setAgain] = useState<readonly Item[]>([])
  const [at, setAt] = useState(0)
  const [judged, setJudged] = useState<Judged>()
  const [checking, setChecking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const [tried, setTried] = useState<readonly Tried[]>([])
  const [ended, setEnded] = useState(false)
  const queue = [...(gathered?.items ?? []), ...again]
  const item = ended ? undefined : queue[at]
  const isLast = judged !== undefined && at === queue.length - 1

  const check = async (parts: Parts) => {
    if (item === undefined) return
    const { lesson, question, sheet, title } = item
    setChecking(true)
    const verdict =
      sheet === undefined ? await serverJudge(lesson, question.id, parts) : judgedBy(sheet, parts)
    setChecking(false)
    setTrouble(verdict === undefined ? AWAY : undefined)
    if (verdict === undefined) return
    const { right } = verdict.judgement
    setJudged(verdict)
    if (!right) setAgain((before) => [...before, { ...item, sheet: verdict.sheet }])
    if (!tried.some((one) => one.item.question === question))
      setTried((before) => [...before, { item, right }])
    void remember({ lesson, question, sheet: verdict.sheet, title }, right)
  }
  const next = () => {
    setAt(at + 1)
    setJudged(undefined)
    setTrouble(undefined)
  }
  return {
    gathered,
    item,
    at,
    queue,
    judged,
    checking,
    trouble,
    tried,
    check: (parts) => void check(parts),
    next,
    end: tried.length === 0 || isLast ? undefined : () => setEnded(true),
  }
}

/** What is due when practice is opened; it does not change while one practises. */
function useGathered(): Gathered | undefined {
  const progress = useProgress()
  const [gathered, setGathered] = useState<Gathered>()
  useEffect(() => {
    const leaving = new AbortController()
    void find(progress, leaving.signal).then((found) => {
      if (leaving.signal.aborted) return
      setGathered(found)
      for (const { lesson, question } of found.gone)
        progress.write(keys.card(lesson, question), null)
    })
    return () => leaving.abort()
  }, [progress])
  return gathered
}

async function find(
  progress: ReturnType<typeof useProgress>,
  signal: AbortSignal,
): Promise<Gathered> {
  const { entries } = progress.store.getState()
  const storage = ownStorage()
  forget(storage, new Set(cardsOf(entries).map(({ lesson, question }) => `${lesson}/${question}`)))
  const due = dueOf(entries, Date.now()).slice(0, SESSION)
  const names = [...new Set(due.map(({ lesson }) => lesson))]
  const loaded = names.map(async (name) => {
    const result = await loadLesson(name, signal)
    return [name, result.type === 'loaded' ? result.value : undefined] as const
  })
  const [lessons] = await Promise.all([Promise.all(loaded), prepare()])
  return gather(due, {
    lessons: new Map(lessons),
    recall: (lesson, question) => recall(storage, lesson, question),
  })
}
