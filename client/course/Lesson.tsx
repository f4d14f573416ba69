/** One lesson on the wire of the course, with its steps where there is room. */
import type { Standing } from './standing.ts'
import { Node, Pictogram } from './pictures.tsx'
import style from './Lesson.module.css'

interface LessonProps {
  standing: Standing
  number: number
  last: boolean
  /** Few lessons: their steps are listed as well. */
  alone: boolean
  hrefOf: (lesson: string, step: string) => string
}

export function Lesson({ standing, number, last, alone, hrefOf }: LessonProps) {
  const { lesson, here, done } = standing
  const [first] = lesson.steps
  const kind = done ? 'done' : here ? 'here' : 'ahead'
  return (
    <li className={style.lesson}>
      <Node number={number} kind={kind} first={number === 1} last={last} />
      <div className={style.body}>
        <Pictogram />
        <div className={style.title}>
          <h2>
            <a href={first === undefined ? undefined : hrefOf(lesson.id, first.id)}>
              {lesson.title}
            </a>
          </h2>
          <p>{lesson.summary}</p>
        </div>
        <span className={style.score}>{scoreOf(standing)}</span>
        <span className={style.minutes}>{lesson.minutes} min</span>
        {alone ? <Steps standing={standing} hrefOf={hrefOf} /> : null}
      </div>
    </li>
  )
}

function scoreOf({ lesson, answered, first, seen }: Standing): string {
  if (answered > 0) return `${first} of ${lesson.questions} at first try`
  return seen.size > 0
    ? `${seen.size} of ${lesson.steps.length} steps`
    : `${lesson.steps.length} steps`
}

function Steps({ standing, hrefOf }: Pick<LessonProps, 'standing' | 'hrefOf'>) {
  const { lesson, seen } = standing
  return (
    <ol className={style.steps}>
      {lesson.steps.map(({ id, title }) => (
        <li key={id}>
          <Dot been={seen.has(id)} />
          <a href={hrefOf(lesson.id, id)}>{title}</a>
          {seen.has(id) ? <span className={style.seen}>seen</span> : null}
        </li>
      ))}
      {lesson.questions === 0 ? null : (
        <li>
          <Dot been={standing.done} />
          <a href={hrefOf(lesson.id, 'quiz')}>{lesson.questions} questions</a>
        </li>
      )}
    </ol>
  )
}

function Dot({ been }: { been: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      {been ? (
        <circle cx="7" cy="7" r="3.6" fill="var(--ink)" />
      ) : (
        <circle cx="7" cy="7" r="3.4" stroke="var(--rule)" strokeWidth="1.5" />
      )}
    </svg>
  )
}
