/** The questions of a lesson: one at a time on the left, all of them by idea on the right. */
import { Button, takeFocus } from '../ui/index.ts'
import type { LessonView } from '../../server/protocol/index.ts'
import { Beads } from './Beads.tsx'
import { Question } from './Question.tsx'
import { isOpen, isWrong, restInWords, scoreInWords } from './score.ts'
import type { Scored } from './score.ts'
import { Summary } from './Summary.tsx'
import type { StepLink } from './Summary.tsx'
import { useQuiz } from './useQuiz.ts'
import style from './Quiz.module.css'

export interface QuizProps {
  lesson: LessonView
  stepOf: (step: string) => StepLink | undefined
  /** The lesson after this one. */
  next: { title: string; href: string } | undefined
}

export function Quiz({ lesson, stepOf, next }: QuizProps) {
  const quiz = useQuiz(lesson)
  const { current, asked, scored } = quiz
  const isAnswered = (id: string) =>
    scored.some((one) => one.question.id === id && !isOpen(one) && !quiz.fresh.includes(id))
  const at = current === undefined ? -1 : asked.indexOf(current.id)
  return (
    <div className={style.quiz}>
      <main className={style.main}>
        {current === undefined ? (
          <Over
            scored={scored}
            next={next}
            moved={quiz.moved}
            onOpen={quiz.open}
            onAgain={quiz.again}
          />
        ) : (
          <Question
            key={`${current.id} ${quiz.round}`}
            question={current}
            lesson={lesson.card.id}
            wire={<Beads at={at} answered={asked.map(isAnswered)} />}
            place={`Question ${at + 1} of ${asked.length}`}
            judged={quiz.judged}
            checking={quiz.checking}
            moved={quiz.moved}
            from={stepOf(current.from)}
            last={at === asked.length - 1}
            onCheck={quiz.check}
            onNext={quiz.next}
          />
        )}
      </main>
      <aside className={style.aside}>
        <Summary scored={scored} current={current?.id} stepOf={stepOf} onOpen={quiz.open} />
      </aside>
    </div>
  )
}

interface OverProps extends Pick<QuizProps, 'next'> {
  scored: readonly Scored[]
  /** From a question: its button had the focus, and is gone. */
  moved: boolean
  onOpen: (question: string) => void
  onAgain: () => void
}

/** The end of a round: what there is, and one way on. */
function Over({ scored, next, moved, onOpen, onAgain }: OverProps) {
  const wrong = scored.filter(isWrong).length
  const open = scored.find(isOpen)?.question.id
  return (
    <div className={style.over} role="status">
      <h1 ref={moved ? takeFocus : null} tabIndex={-1}>
        {open === undefined ? scoreInWords(scored) : 'Some are still open'}
      </h1>
      <p>{restInWords(scored)}</p>
      <div className={style.way}>
        {open !== undefined ? (
          <Button look="main" onClick={() => onOpen(open)}>
            To the next open one
          </Button>
        ) : wrong > 0 ? (
          <Button look="main" onClick={onAgain}>
            {wrong === 1 ? 'Ask me that one again' : `Ask me those ${wrong} again`}
          </Button>
        ) : null}
        {next === undefined ? null : (
          <a href={next.href} rel="next">
            Next lesson: {next.title}
          </a>
        )}
        <a href="/">To the course</a>
      </div>
    </div>
  )
}
