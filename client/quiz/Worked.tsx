/** Worked through, common mistake, quick check: under an answered question. */
import { html } from '../ui/index.ts'
import type { Judgement } from '../../server/protocol/index.ts'
import style from './Worked.module.css'

export function Worked({ judgement }: { judgement: Judgement }) {
  const { worked, mistakes, check } = judgement
  return (
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
  )
}
