/** Has answers judged: by the server, which sends the sheet with its verdict. */
import { useCallback, useEffect, useState } from 'react'
import { useSession } from '../session/index.ts'
import { judge } from '../../server/protocol/index.ts'
import type { Judgement, Parts, Sheet } from '../../server/protocol/index.ts'

export interface Judged {
  parts: Parts
  sheet: Sheet
  judgement: Judgement
}

/** `parts` by `sheet`; undefined for an answer that its question can't have any more. */
export function judgedBy(sheet: Sheet, parts: Parts): Judged | undefined {
  const judgement = judge(sheet, parts)
  return judgement === undefined ? undefined : { parts, sheet, judgement }
}

/** Asks the server; undefined when no verdict came, which the session has told. */
export function useServerJudge() {
  const session = useSession()
  return useCallback(
    async (lesson: string, question: string, parts: Parts): Promise<Judged | undefined> => {
      const answer = await session.ask({ type: 'answer', lesson, question, parts })
      return answer.type === 'judged' ? judgedBy(answer.sheet, parts) : undefined
    },
    [session],
  )
}

export function isSame(one: Parts | undefined, other: Parts | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What was answered before is judged again when it is shown. */
export function useJudge(lesson: string, question: string | undefined, last: Parts | undefined) {
  const ask = useServerJudge()
  const [known, setKnown] = useState<Readonly<Record<string, Judged>>>({})
  const [checking, setChecking] = useState(false)
  const keep = useCallback(
    async (id: string, parts: Parts): Promise<Judged | undefined> => {
      const judged = await ask(lesson, id, parts)
      if (judged !== undefined) setKnown((before) => ({ ...before, [id]: judged }))
      return judged
    },
    [ask, lesson],
  )
  const judged = question === undefined ? undefined : known[question]
  const shown = last !== undefined && isSame(judged?.parts, last) ? judged : undefined
  // As text: the same parts may come in another array each time.
  const missing = last === undefined || shown !== undefined ? undefined : JSON.stringify(last)
  useEffect(() => {
    if (missing === undefined || question === undefined) return
    const parts: Parts = JSON.parse(missing)
    // The answer comes later, so this draws nothing at once.
    queueMicrotask(() => void keep(question, parts))
  }, [keep, question, missing])
  const check = async (parts: Parts): Promise<Judged | undefined> => {
    if (question === undefined) return undefined
    setChecking(true)
    const verdict = await keep(question, parts)
    setChecking(false)
    return verdict
  }
  return { judged: shown, checking, check }
}
