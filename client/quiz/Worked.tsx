/** The verdict, worked through, common mistake, quick check: under an answered question. */
import { html } from '../ui/index.ts'
import type { QuestionView } from '../../server/protocol/index.ts'
import type { Judged } from './useJudge.ts'
import { verdictOf } from './verdict.ts'
import style from './Worked.module.css'

interface WorkedProps {
  question: QuestionView
  judged: Judged
}

export function Worked({ question, judged: { sheet, judgement } }: WorkedProps) {
  const { worked, mistakes, check } = sheet
  return (
    <>
      <p className={style.verdict}>{verdictOf(question, judgement)}</p>
      <dl className={style.worked}>
        <dt>Worked through</dt>
        <dd>
          <ol>
            {worked.map((text) => (
              <li key={text} {...html(text)} />
            ))}
          </ol>
        </dd>
        <dt>{mistakes.length === 1 ? 'Common mistake' : 'Common mistakes'}</dt>
        <dd>
          <ul>
            {mistakes.map((text) => (
              <li key={text} {...html(text)} />
            ))}
          </ul>
        </dd>
        <dt>Quick check</dt>
        <dd {...html(check)} />
      </dl>
    </>
  )
}
