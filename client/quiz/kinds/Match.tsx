/** Pairs: beside each left side a native select of all right sides. */
import { useId } from 'react'
import { html } from '../../ui/index.ts'
import type { QuestionView } from '../../../server/protocol/index.ts'
import type { AnswerProps } from '../Answer.tsx'
import { Reason, inline } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './Match.module.css'

type MatchProps = AnswerProps<Extract<QuestionView, { kind: 'match' }>>

export function Match({ question, parts, onParts, judged }: MatchProps) {
  const id = useId()
  const textOf = (key: string | undefined) => question.right.find((one) => one.key === key)?.text
  return question.left.map((left, at) => {
    const right = judged?.judgement.parts[at] === true
    return (
      <div key={left} className={style.pair}>
        {judged === undefined ? <i /> : <Sign means={right ? 'right' : 'wrong'} />}
        <span id={`${id}-${at}`} className={style.left} {...html(inline(left))} />
        <select
          aria-labelledby={`${id}-${at}`}
          value={parts[at] ?? ''}
          disabled={judged !== undefined}
          onChange={({ target }) => onParts(parts.with(at, target.value))}
        >
          <option value="">choose</option>
          {question.right.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
        {judged === undefined ? null : (
          <div className={style.said}>
            {right ? <span className="unseen">This pair holds. </span> : null}
            <Reason
              lead={right ? undefined : `To it belongs: ${textOf(judged.judgement.solution[at])}.`}
              why={judged.judgement.reasons[at]}
            />
          </div>
        )}
      </div>
    )
  })
}
