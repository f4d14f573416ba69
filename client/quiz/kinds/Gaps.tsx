/** Code with gaps as text fields in their places. */
import { Fragment } from 'react'
import type { QuestionView } from '../../../server/protocol/index.ts'
import type { AnswerProps } from '../Answer.tsx'
import type { Judged } from '../useJudge.ts'
import { Reason } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './kinds.module.css'

type GapsProps = AnswerProps<Extract<QuestionView, { kind: 'gap' }>>

export function Gaps({ question, parts, onParts, judged }: GapsProps) {
  const pieces = question.code.split('___')
  const count = pieces.length - 1
  const lineOf = (gap: number) =>
    pieces
      .slice(0, gap + 1)
      .join('')
      .split('\n').length
  const rules = [...new Set(question.rules)]
  return (
    <>
      <div className={style.gaps}>
        <pre>
          <code>
            {pieces.map((piece, at) => (
              <Fragment key={at}>
                {piece}
                {at === count ? null : (
                  <input
                    type="text"
                    className={style.gap}
                    size={Math.max(10, (parts[at] ?? '').length + 1)}
                    value={parts[at] ?? ''}
                    readOnly={judged !== undefined}
                    aria-label={`gap ${at + 1} of ${count}, line ${lineOf(at)}`}
                    spellCheck={false}
                    autoCapitalize="off"
                    autoComplete="off"
                    onChange={({ target }) => onParts(parts.with(at, target.value))}
                  />
                )}
              </Fragment>
            ))}
          </code>
        </pre>
      </div>
      <p className={style.how}>
        {rules.length === 1
          ? rules[0]
          : question.rules.map((rule, at) => `Gap ${at + 1}: ${rule}`).join(' ')}
      </p>
      {judged === undefined
        ? null
        : parts.map((part, at) => (
            <Filled key={at} at={at} part={part} several={count > 1} judged={judged} />
          ))}
    </>
  )
}

interface FilledProps {
  at: number
  part: string
  several: boolean
  judged: Judged
}

function Filled({ at, part, several, judged: { judgement } }: FilledProps) {
  const right = judgement.parts[at] === true
  return (
    <div className={style.part}>
      <Sign means={right ? 'right' : 'wrong'} />
      <div>
        <p className={style.said}>
          {several ? `Gap ${at + 1}: ` : ''}
          <code className={style.pen}>{part}</code>
          {right ? (
            <span className="unseen">, right</span>
          ) : (
            <>
              . Here belongs <code>{judgement.solution[at]}</code>
            </>
          )}
        </p>
        <Reason why={judgement.reasons[at]} />
      </div>
    </div>
  )
}
