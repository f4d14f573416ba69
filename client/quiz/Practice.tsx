/** Practice: questions of all lessons that are due, about five minutes of them, and what came of it. */
import { useState } from 'react'
import { cardsOf, dueOf, useEntries } from '../progress/index.ts'
import { Button, html, takeFocus } from '../ui/index.ts'
import { Beads } from './Beads.tsx'
import type { Gathered } from './gather.ts'
import { Question } from './Question.tsx'
import { usePractice } from './usePractice.ts'
import type { Tried } from './usePractice.ts'
import { whenInWords } from './whenInWords.ts'
import style from './Quiz.module.css'

export interface PracticeProps {
  /** Address of a step. */
  hrefOf: (lesson: string, step: string) => string
}

export function Practice({ hrefOf }: PracticeProps) {
  const practice = usePractice()
  const { gathered, item, at, queue, tried } = practice
  if (gathered === undefined) return <main className={style.practice} />
  if (item === undefined) return <Over gathered={gathered} tried={tried} hrefOf={hrefOf} />
  return (
    <main className={style.practice}>
      <Question
        key={at}
        question={item.question}
        lesson={item.lesson}
        wire={<Beads at={at} answered={queue.map((_, index) => index < at)} />}
        place={`Practice, question ${at + 1} of ${queue.length}`}
        judged={practice.judged}
        checking={practice.checking}
        trouble={practice.trouble}
        moved={at > 0}
        from={{ title: item.title, href: hrefOf(item.lesson, item.question.from) }}
        last={at === queue.length - 1}
        onCheck={practice.check}
        onNext={practice.next}
      />
      <p className={style.way}>
        {practice.trouble === undefined ? null : (
          <Button onClick={practice.next}>Leave it, and go on</Button>
        )}
        {practice.end === undefined ? null : (
          <Button look="bare" onClick={practice.end}>
            End here
          </Button>
        )}
      </p>
    </main>
  )
}

interface OverProps extends PracticeProps {
  gathered: Gathered
  tried: readonly Tried[]
}

/** What there was, and when it goes on; nothing is lost by coming later. */
function Over({ gathered, tried, hrefOf }: OverProps) {
  const entries = useEntries()
  const [now] = useState(() => Date.now())
  const more = dueOf(entries, now).length
  const next = cardsOf(entries).find(({ card }) => card.due > now)?.card.due
  const right = tried.filter((one) => one.right).length
  return (
    <main className={style.practice}>
      <div className={style.over} role="status">
        <h1 ref={tried.length === 0 ? null : takeFocus} tabIndex={-1}>
          {tried.length === 0
            ? 'Nothing to practise now'
            : `${right} of ${tried.length} at the first try`}
        </h1>
        {gathered.unreachable === 0 ? null : (
          <p>
            {gathered.unreachable === 1
              ? 'One question is'
              : `${gathered.unreachable} questions are`}{' '}
            due that this browser has not seen, and the server does not answer. They stay due.
          </p>
        )}
        {tried.length > 0 && more > gathered.unreachable ? (
          <p>More are due. They wait for you, as long as you like.</p>
        ) : next === undefined ? (
          <p>Questions that you have answered come back here when they are due.</p>
        ) : (
          <p>The next question comes back {whenInWords(next, now)}. Coming later costs nothing.</p>
        )}
        <ul className={style.ideas}>
          {tried.map(({ item, right: first }) => (
            <li key={`${item.lesson}/${item.question.id}`}>
              <b {...html(item.question.idea)} />
              <span>
                {first ? 'right' : 'wrong at first'},{' '}
                <a href={hrefOf(item.lesson, item.question.from)}>{item.title}</a>
              </span>
            </li>
          ))}
        </ul>
        <div className={style.way}>
          <a href="/">To the course</a>
        </div>
      </div>
    </main>
  )
}
