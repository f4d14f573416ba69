/** An output that is typed; after Check beside the real one, with the line where they part. */
import { useId } from 'react'
import { firstDifference } from '../verdict.ts'
import type { AnswerProps } from '../Answer.tsx'
import { Reason } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './kinds.module.css'

interface TypedProps extends Pick<AnswerProps, 'parts' | 'onParts' | 'judged'> {
  label: string
  rows: number
}

export function Typed({ label, rows, parts, onParts, judged }: TypedProps) {
  const id = useId()
  const [given = ''] = parts
  const right = judged?.judgement.right === true
  const shared = {
    id,
    className: style.text,
    value: given,
    readOnly: judged !== undefined,
    spellCheck: false,
    autoCapitalize: 'off',
    autoComplete: 'off',
    'aria-describedby': `${id}-how`,
  }
  return (
    <div className={style.typed}>
      <label htmlFor={id}>{label}</label>
      {rows === 1 ? (
        <input {...shared} type="text" onChange={({ target }) => onParts([target.value])} />
      ) : (
        <textarea
          {...shared}
          rows={Math.min(10, Math.max(rows, given.split('\n').length))}
          onChange={({ target }) => onParts([target.value])}
        />
      )}
      <p id={`${id}-how`} className={style.how}>
        {rows === 1
          ? 'Spaces at the ends do not count.'
          : 'Line by line. Spaces at the ends of lines do not count. Ctrl Enter checks.'}
      </p>
      {judged === undefined ? null : (
        <div className={style.part}>
          <Sign means={right ? 'right' : 'wrong'} />
          <div>
            <Reason why={judged.judgement.reasons[0]} />
            {right ? null : <Real given={given} right={judged.judgement.solution[0] ?? ''} />}
          </div>
        </div>
      )}
    </div>
  )
}

/** What it really prints; the first line that was typed otherwise is marked. */
function Real({ given, right }: { given: string; right: string }) {
  const differs = firstDifference(given, right)
  const lines = right.split('\n')
  return (
    <>
      <p className={style.tag}>
        {lines.length === 1 ? 'It is' : 'It prints'}
        {lines.length > 1 && differs >= 0 ? `; yours differs from line ${differs + 1} on` : ''}
      </p>
      <pre className={style.real}>
        {lines.map((line, at) => (
          <code key={at} className={at === differs ? style.differs : undefined}>
            {line}
            {'\n'}
          </code>
        ))}
      </pre>
    </>
  )
}
