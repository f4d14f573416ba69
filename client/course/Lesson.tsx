/** One lesson on the wire of the course, with its steps where there is room. */
import type { Standing } from './standing.ts'
import { Node } from './Node.tsx'
import { Pictogram } from './Pictogram.tsx'
import style from './Lesson.module.css'

interface LessonProps {
  standing: Standing
  /** Where the learner left off in it: a step, or `quiz`. */
  at: string | undefined
  last: boolean
  /** Few lessons: their steps are listed as well. */
  alone: boolean
  hrefOf: (lesson: string, step: string) => string
}

export function Lesson({ standing, at, last, alone, hrefOf }: LessonProps) {
  const { lesson, here, done } = standing
  const [first] = lesson.steps
  const kind = done ? 'done' : here ? 'here' : 'ahead'
  return (
    <li className={style.lesson}>
      <Node number={lesson.number} kind={kind} first={lesson.number === 1} last={last} />
      <div className={style.body}>
        <Pictogram shape={lesson.shape} />
        <div className={style.title}>
          <h2>
            <a href={first === undefined ? undefined : hrefOf(lesson.id, first.id)}>
              {lesson.title}
            </a>
          </h2>
          <p>{lesson.summary}</p>
        </div>
        <span className={style.score}>
          {done ? <Tick /> : null}
          {scoreOf(standing)}
        </span>
        <span className={style.minutes}>{lesson.minutes} min</span>
        {alone ? <Steps standing={standing} at={at} hrefOf={hrefOf} /> : null}
      </div>
    </li>
  )
}

function scoreOf(standing: Standing): string {
  const { size } = standing.solved
  const solved = size === 0 ? '' : `, ${counted(size, 'exercise')} solved`
  return `${progressOf(standing)}${solved}`
}

function progressOf({ lesson, answered, first, right, seen, done }: Standing): string {
  if (done) return `${right} right, ${first === right ? 'all' : first} at first try`
  const { length } = lesson.questions
  if (answered >= length && answered > 0) return `${right} of ${length} right`
  if (answered > 0) return `${answered} of ${length} answered`
  const steps = counted(lesson.steps.length, 'step')
  return seen.size > 0 ? `${seen.size} of ${steps}` : steps
}

/** "1 step", "3 steps". */
function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

type StepsProps = Pick<LessonProps, 'standing' | 'at' | 'hrefOf'>

function Steps({ standing, at, hrefOf }: StepsProps) {
  const { lesson, seen, solved, answered } = standing
  const questions = lesson.questions.length
  return (
    <ol className={style.steps}>
      {lesson.steps.map(({ id, title }) => (
        <li key={id}>
          <Dot been={seen.has(id)} here={id === at} />
          <a href={hrefOf(lesson.id, id)}>{title}</a>
          <span className={style.seen}>
            {solved.has(id) ? <Tick /> : null}
            {[
              solved.has(id) ? 'solved' : '',
              id === at ? 'you left off here' : seen.has(id) && !solved.has(id) ? 'seen' : '',
            ]
              .filter((word) => word !== '')
              .join(', ')}
          </span>
        </li>
      ))}
      {questions === 0 ? null : (
        <li>
          <Dot been={answered >= questions} here={at === 'quiz'} />
          <a href={hrefOf(lesson.id, 'quiz')}>{counted(questions, 'question')}</a>
          <span className={style.seen}>
            {answered === 0 ? '' : `${answered} of ${questions} answered`}
          </span>
        </li>
      )}
      <li>
        <Download />
        <a href={`/api/home/${lesson.id}.zip`} download>
          Download this lesson
        </a>
        <span className={style.seen}>plays at home, with python3</span>
      </li>
    </ol>
  )
}

function Dot({ been, here }: { been: boolean; here: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      {here ? (
        <path
          d="M7 0.8l6.2 6.2-6.2 6.2-6.2-6.2z"
          fill="var(--you)"
          stroke="var(--ink)"
          strokeWidth="1.4"
        />
      ) : been ? (
        <circle cx="7" cy="7" r="4" fill="var(--ink)" />
      ) : (
        <circle cx="7" cy="7" r="3.4" stroke="var(--rule)" strokeWidth="1.5" />
      )}
    </svg>
  )
}

function Download() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      <path d="M7 1v8M3.6 5.8L7 9.2l3.4-3.4M2 12.6h10" stroke="var(--ink)" strokeWidth="1.5" />
    </svg>
  )
}

function Tick() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      <path d="M2 7.4l3.4 3.4L12 3.6" stroke="var(--ink)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
