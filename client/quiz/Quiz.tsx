/** The questions of a lesson: one at a time on the left, all of them by idea on the right. */
import type { LessonView } from '../../server/protocol/index.ts'
import { Question } from './Question.tsx'
import { atFirstTry, isWrong } from './score.ts'
import { Summary } from './Summary.tsx'
import type { StepLink } from './Summary.tsx'
import { useQuiz } from './useQuiz.ts'
import style from './Quiz.module.css'

export interface QuizProps {
  lesson: LessonView
  stepOf: (step: string) => StepLink | undefined
}

export function Quiz({ lesson, stepOf }: QuizProps) {
  const quiz = useQuiz(lesson)
  const { current, asked, scored } = quiz
  const at = current === undefined ? -1 : asked.indexOf(current.id)
  return (
    <div className={style.quiz}>
      <main className={style.main}>
        {current === undefined ? (
          <Over scored={scored} />
        ) : (
          <Question
            key={`${current.id} ${quiz.round}`}
            question={current}
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
        <Summary
          scored={scored}
          current={current?.id}
          stepOf={stepOf}
          onOpen={quiz.open}
          onAgain={quiz.again}
        />
      </aside>
    </div>
  )
}

function Over({ scored }: { scored: ReturnType<typeof useQuiz>['scored'] }) {
  const wrong = scored.filter(isWrong).length
  const open = scored.filter(({ tries }) => tries.length === 0).length
  return (
    <div className={style.over} role="status">
      <h1>{open > 0 ? 'Some are still open' : wrong === 0 ? 'All answered' : 'Nearly there'}</h1>
      <p>
        {atFirstTry(scored)} of {scored.length} at the first try.{' '}
        {wrong > 0
          ? `${wrong === 1 ? 'One question' : `${wrong} questions`} can be asked again, the others are kept.`
          : 'Each idea leads back to the step that shows it.'}
      </p>
    </div>
  )
}
