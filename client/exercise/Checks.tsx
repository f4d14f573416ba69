/** The checks of an exercise with their marks: what was expected, and what was seen. */
import { html } from '../ui/index.ts'
import type { ChecksEvent, Mark, StepView } from '../../server/protocol/index.ts'
import { Sign } from './Sign.tsx'
import style from './Exercise.module.css'

interface ChecksProps {
  checks: NonNullable<StepView['exercise']>['checks']
  now: ChecksEvent | undefined
}

export function Checks({ checks, now }: ChecksProps) {
  return (
    <ul className={style.checks}>
      {checks.map((check) => (
        <Check
          key={check.id}
          say={check.html}
          mark={now?.marks.find(({ id }) => id === check.id)}
        />
      ))}
    </ul>
  )
}

const words = { held: 'Holds. ', broken: 'Does not hold. ', open: '' }

function Check({ say, mark }: { say: string; mark: Mark | undefined }) {
  const verdict = mark?.verdict ?? 'open'
  return (
    <li className={style.check} data-verdict={verdict}>
      <Sign meaning={verdict} />
      <div>
        <span className="unseen">{words[verdict]}</span>
        <span className={style.say} {...html(say)} />
        {mark?.seen === undefined ? null : (
          <dl className={style.facts}>
            {verdict === 'broken' ? (
              <>
                <dt>Expected</dt>
                <dd>{mark.expected}</dd>
              </>
            ) : null}
            <dt>Seen</dt>
            <dd className={verdict === 'broken' ? style.seen : undefined}>{mark.seen}</dd>
          </dl>
        )}
      </div>
    </li>
  )
}
