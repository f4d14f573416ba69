/** The questions with the answers given so far: which is asked, how it was judged, what comes next. */
import { useEffect, useState } from 'react'
import { Answered, keys, useEntries, useProgress, valueOf } from '../progress/index.ts'
import { useSession } from '../session/index.ts'
import type { Judgement, LessonView, QuestionView } from '../../server/protocol/index.ts'
import { isOpen, isWrong, nextOf, score } from './score.ts'
import type { Scored } from './score.ts'

export interface Judged {
  choice: string
  judgement: Judgement
}

export interface Quiz {
  scored: readonly Scored[]
  /** The questions of this round. */
  asked: readonly string[]
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
  const [asked, setAsked] = useState(() => lesson.questions.map((question) => question.id))
  const [at, setAt] = useState(() => scored.find(isOpen)?.question.id)
  const current = lesson.questions.find((question) => question.id === at)
  const last = scored.find(({ question }) => question.id === at)?.tries.at(-1)?.choice
  // In a round of those asked again, a question is shown unanswered until it is checked anew.
  const [moved, setMoved] = useState(false)
  const [round, setRound] = useState(1)
  const [fresh, setFresh] = useState<readonly string[]>([])
  const shown = at !== undefined && !fresh.includes(at) ? last : undefined
  const { judged, checking, judge } = useJudge(id, current, shown)

  const go = (question: string | undefined) => {
    setAt(question)
    setMoved(true)
  }
  const check = async (choice: string) => {
    if (current === undefined) return
    const judgement = await judge(choice)
    if (judgement === undefined) return
    const tries = scored.find(({ question }) => question.id === current.id)?.tries ?? []
    const all = [...tries, { choice, right: judgement.right }]
    progress.write(keys.answer(id, current.id), { tries: all })
    setFresh((before) => before.filter((one) => one !== current.id))
  }
  return {
    scored,
    asked,
    round,
    moved,
    current,
    judged,
    checking,
    check: (choice) => void check(choice),
    next: () => go(at === undefined ? undefined : nextOf(asked, at)),
    open: (question) => {
      if (!asked.includes(question)) setAsked(lesson.questions.map((one) => one.id))
      go(question)
    },
    again: () => {
      const wrong = scored.filter(isWrong).map(({ question }) => question.id)
      setRound(round + 1)
      setAsked(wrong)
      setFresh(wrong)
      go(wrong[0])
    },
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
function useJudge(lesson: string, question: QuestionView | undefined, last: string | undefined) {
  const session = useSession()
  const [known, setKnown] = useState<Readonly<Record<string, Judged>>>({})
  const [checking, setChecking] = useState(false)
  const id = question?.id
  const judge = async (choice: string): Promise<Judgement | undefined> => {
    if (id === undefined) return undefined
    setChecking(true)
    const answer = await session.ask({ type: 'answer', lesson, question: id, choice })
    setChecking(false)
    if (answer.type !== 'judged') return undefined
    const { judgement } = answer
    setKnown((before) => ({ ...before, [id]: { choice, judgement } }))
    return judgement
  }
  const judged = id === undefined || last === undefined ? undefined : known[id]
  const missing = last !== undefined && judged?.choice !== last
  useEffect(() => {
    if (missing && last !== undefined) void judge(last)
    // Once for each question that is shown with an answer of before.
  }, [id, missing])
  return { judged: missing ? undefined : judged, checking, judge }
}
