/** An order after Check: which lines stand right, and the right order where it was another one. */
import type { QuestionView } from '../../../server/protocol/index.ts'
import type { Judged } from '../useJudge.ts'
import { Reason } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './Order.module.css'

interface OrderedProps {
  question: Extract<QuestionView, { kind: 'order' }>
  judged: Judged
}

export function Ordered({ question, judged: { parts, judgement, sheet } }: OrderedProps) {
  const textOf = (key: string) => question.lines.find((line) => line.key === key)?.text ?? ''
  const unused = question.lines.filter(
    ({ key }) => !judgement.solution.includes(key) && !parts.includes(key),
  )
  return (
    <>
      <ol className={style.lines} aria-label="Your order">
        {parts.map((key, at) => (
          <li key={key} className={style.judged}>
            <Sign means={judgement.parts[at] === true ? 'right' : 'wrong'} />
            <span>
              <span className="unseen">
                {judgement.parts[at] === true ? 'Stands right: ' : 'Does not belong here: '}
              </span>
              <code>{textOf(key)}</code>
              <Reason why={sheet.why[key]} />
            </span>
          </li>
        ))}
      </ol>
      {judgement.right ? null : (
        <>
          <p className={style.how}>In a right order</p>
          <ol className={style.lines} aria-label="A right order">
            {judgement.solution.map((key) => (
              <li key={key} className={style.judged}>
                <i />
                <code>{textOf(key)}</code>
              </li>
            ))}
          </ol>
        </>
      )}
      {unused.map(({ key, text }) => (
        <div key={key} className={style.judged}>
          <Sign means="right" />
          <span>
            <code>{text}</code>
            <Reason lead="Taken out, rightly." why={sheet.why[key]} />
          </span>
        </div>
      ))}
    </>
  )
}
