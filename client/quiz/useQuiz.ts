/** The questions with the answers given so far: which is asked, how it was judged, what comes next. */
import { useCallback, useEffect, useState } from 'react'
import { Answered, keys, useEntries, useProgress, valueOf } from '../progress/index.ts'
import { useSession } from '../session/index.ts'
import type { Judgement, LessonView, QuestionView } from '../../server/protocol/index.ts'
import { isOpen, isWrong, nextOf, score, triesOf } from './score.ts'
import type { Scored } from './score.ts'

export interface Judged {
  choice: string
  judgement: Judgement
}

export interface Quiz {
  scored: readonly Scored[]
  /** The questions of this round. */
  asked: readonly string[]
  /** Those of this round that are asked anew and not answered again yet. */
  fresh: readonly string[]
  /** Counts the rounds, so that a question asked again begins anew. */
  round: number
  /** The question in view was come to from another one. */
  moved: boolean
  /** The question in view; undefined when the round is over. */
  current: QuestionView | undefined
  judged: Judged | undefined
  checking: boolean
  check: (choice: string) => void
  next: () => void
  /** Opens any question, in any order. */
  open: (question: string) => void
  /** Asks those again whose last answer was another one. */
  again: () => void
}

export function useQuiz(lesson: LessonView): Quiz {
  const { id } = lesson.card
  const progress = useProgress()
  const scored = useScored(lesson)
  const all = lesson.questions.map((question) => question.id)
  const [asked, setAsked] = useState(all)
  const [at, setAt] = useState(() => scored.find(isOpen)?.question.id)
  const [moved, setMoved] = useState(false)
  const [round, setRound] = useState(1)
  // In a round of those asked again, a question is shown unanswered until it is checked anew.
  const [fresh, setFresh] = useState<readonly string[]>([])
  const last = fresh.includes(at ?? '') ? undefined : triesOf(scored, at).at(-1)?.choice
  const { judge, ...judging } = useJudge(id, at, last)

  const go = (question: string | undefined) => {
    setAt(question)
    setMoved(true)
  }
  const check = async (choice: string) => {
    const judgement = await judge(choice)
    if (judgement === undefined || at === undefined) return
    const tries = [...triesOf(scored, at), { choice, right: judgement.right }]
    progress.write(keys.answer(id, at), { tries })
    setFresh((before) => before.filter((one) => one !== at))
  }
  const open = (question: string) => {
    if (!asked.includes(question)) setAsked(all)
    go(question)
  }
  const again = () => {
    const wrong = scored.filter(isWrong).map(({ question }) => question.id)
    setRound(round + 1)
    setAsked(wrong)
    setFresh(wrong)
    go(wrong[0])
  }
  return {
    scored,
    asked,
    fresh,
    round,
    moved,
    current: lesson.questions.find((question) => question.id === at),
    ...judging,
    check: (choice) => void check(choice),
    next: () => go(at === undefined ? undefined : nextOf(asked, at)),
    open,
    again,
  }
}

function useScored({ card, questions }: LessonView): Scored[] {
  const entries = useEntries()
  return questions.map((question) => {
    const parsed = Answered.safeParse(valueOf(entries, keys.answer(card.id, question.id)))
    return score(question, parsed.success ? parsed.data : undefined)
  })
}

/** Asks the server to judge; what was answered before is judged again when it is shown. */
function useJudge(lesson: string, question: string | undefined, last: string | undefined) {
  const session = useSession()
  const [known, setKnown] = useState<Readonly<Record<string, Judged>>>({})
  const [checking, setChecking] = useState(false)
  const ask = useCallback(
    async (id: string, choice: string): Promise<Judgement | undefined> => {
      const answer = await session.ask({ type: 'answer', lesson, question: id, choice })
      if (answer.type !== 'judged') return undefined
      const { judgement } = answer
      setKnown((before) => ({ ...before, [id]: { choice, judgement } }))
      return judgement
    },
    [session, lesson],
  )
  const judged = question === undefined ? undefined : known[question]
  const shown = last !== undefined && judged?.choice === last ? judged : undefined
  const missing = last !== undefined && shown === undefined
  useEffect(() => {
    if (!missing || question === undefined) return
    // The answer comes later, so this draws nothing at once.
    queueMicrotask(() => void ask(question, last))
  }, [ask, question, last, missing])
  const judge = async (choice: string): Promise<Judgement | undefined> => {
    if (question === undefined) return undefined
    setChecking(true)
    const judgement = await ask(question, choice)
    setChecking(false)
    return judgement
  }
  return { judged: shown, checking, judge }
}
