/** The questions with the answers given so far: which is asked, how it was judged, what comes next. */
import { useState } from 'react'
import { Answered, keys, useEntries, useProgress, valueOf } from '../progress/index.ts'
import type { LessonView, Parts, QuestionView } from '../../server/protocol/index.ts'
import { isOpen, isWrong, nextOf, score, triesOf } from './score.ts'
import type { Scored } from './score.ts'
import { useJudge } from './useJudge.ts'
import type { Judged } from './useJudge.ts'
import { useRemember } from './useRemember.ts'

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
  check: (parts: Parts) => void
  next: () => void
  /** Opens any question, in any order. */
  open: (question: string) => void
  /** Asks those again whose last answer was another one. */
  again: () => void
}

export function useQuiz(lesson: LessonView): Quiz {
  const { id } = lesson.card
  const scored = useScored(lesson)
  const all = lesson.questions.map((question) => question.id)
  const [asked, setAsked] = useState(all)
  const [at, setAt] = useState(() => scored.find(isOpen)?.question.id)
  const [moved, setMoved] = useState(false)
  const [round, setRound] = useState(1)
  // In a round of those asked again, a question is shown unanswered until it is checked anew.
  const [fresh, setFresh] = useState<readonly string[]>([])
  const last = fresh.includes(at ?? '') ? undefined : triesOf(scored, at).at(-1)?.parts
  const { check: judge, ...judging } = useJudge(id, at, last)
  const record = useRecord(lesson)
  const current = lesson.questions.find((question) => question.id === at)

  const go = (question: string | undefined) => {
    setAt(question)
    setMoved(true)
  }
  const check = async (parts: Parts) => {
    const judged = await judge(parts)
    if (judged === undefined || current === undefined) return
    record(scored, current, judged)
    setFresh((before) => before.filter((one) => one !== current.id))
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
    current,
    ...judging,
    check: (parts) => void check(parts),
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

/** Keeps an answer, and has its question come back in practice. */
function useRecord({ card, steps }: LessonView) {
  const progress = useProgress()
  const remember = useRemember()
  return (
    scored: readonly Scored[],
    question: QuestionView,
    { parts, sheet, judgement }: Judged,
  ) => {
    const { right } = judgement
    const tries = [...triesOf(scored, question.id), { parts, right, hash: question.hash }]
    progress.write(keys.answer(card.id, question.id), { tries })
    const title = steps.find(({ id }) => id === question.from)?.title ?? ''
    void remember({ lesson: card.id, question, sheet, title }, right)
  }
}
