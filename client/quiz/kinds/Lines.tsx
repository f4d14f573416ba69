/** A file whose lines are radio buttons: one is chosen by pointer or arrow keys. */
import type { QuestionView } from '../../../server/protocol/index.ts'
import type { AnswerProps } from '../Answer.tsx'
import type { Judged } from '../useJudge.ts'
import { Reason } from './Reason.tsx'
import style from './Lines.module.css'

type LinesProps = AnswerProps<Extract<QuestionView, { kind: 'line' }>>

export function Lines({ question, parts, onParts, judged }: LinesProps) {
  const [chosen] = parts
  return (
    <div className={style.file}>
      <p className={style.name}>{question.file}</p>
      <div
        className={style.scroll}
        // Its radio buttons take the focus until they are disabled.
        {...(judged === undefined ? {} : { tabIndex: 0, role: 'group', 'aria-label': 'Text' })}
      >
        <div className={style.lines} role="radiogroup" aria-label={`Lines of ${question.file}`}>
          {question.lines.map(({ key, text }) =>
            text.trim() === '' ? (
              <div key={key} className={style.line} aria-hidden="true">
                <i />
                <span className={style.number}>{key}</span>
              </div>
            ) : (
              <label key={key} className={`${style.line} ${markOf(key, chosen, judged)}`}>
                <input
                  type="radio"
                  name={question.id}
                  checked={chosen === key}
                  disabled={judged !== undefined}
                  aria-label={`line ${key}: ${text.trim()}`}
                  onChange={() => onParts([key])}
                />
                <span className={style.number}>{key}</span>
                <code>{text}</code>
              </label>
            ),
          )}
        </div>
      </div>
      {judged === undefined ? null : <Said chosen={chosen} judged={judged} />}
    </div>
  )
}

function markOf(key: string, chosen: string | undefined, judged: Judged | undefined): string {
  if (judged?.judgement.solution.includes(key)) return style.right ?? ''
  return key === chosen ? (style.mine ?? '') : ''
}

interface SaidProps {
  chosen: string | undefined
  judged: Judged
}

function Said({ chosen, judged: { sheet, judgement } }: SaidProps) {
  const [right = ''] = judgement.solution
  return (
    <div className={style.said}>
      {judgement.right ? null : (
        <Reason lead={`Line ${chosen ?? ''}, you chose this.`} why={judgement.reasons[0]} />
      )}
      <Reason
        lead={judgement.right ? `Line ${right}, and you chose it.` : `Line ${right} it is.`}
        why={sheet.why[right]}
      />
    </div>
  )
}
