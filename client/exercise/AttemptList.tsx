/** The attempts that were judged, newest first: what each met, and its code to be had again. */
import { Button, html } from '../ui/index.ts'
import type { Attempt } from '../progress/index.ts'
import type { Files } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Sign } from './Sign.tsx'
import style from './AttemptList.module.css'

interface AttemptListProps {
  checks: NonNullable<StepView['exercise']>['checks']
  /** Oldest first. */
  attempts: readonly Attempt[]
  /** What the learner has now. */
  files: Readonly<Files>
  onTake: (attempt: Attempt) => void
}

export function AttemptList({ checks, attempts, files, onTake }: AttemptListProps) {
  const now = JSON.stringify(files)
  return (
    <section className={style.attempts} aria-label="Attempts">
      <h3>Attempts</h3>
      <ul>
        {attempts.toReversed().map((attempt) => (
          <li key={attempt.number} tabIndex={-1}>
            <b>{attempt.number}</b>
            <Met checks={checks} attempt={attempt} />
            <span className={style.count}>
              {attempt.held} of {attempt.of} hold
            </span>
            {JSON.stringify(attempt.files) === now ? (
              <span className={style.now}>the code you have now</span>
            ) : (
              <Button
                look="bare"
                aria-label={`Take its code, attempt ${attempt.number}`}
                onClick={({ currentTarget }) => {
                  currentTarget.closest('li')?.focus()
                  onTake(attempt)
                }}
              >
                Take its code
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A sign for each check, in their order; attempts from before they were kept have only their number. */
function Met({
  checks,
  attempt: { met },
}: Pick<AttemptListProps, 'checks'> & { attempt: Attempt }) {
  if (met === undefined) return <span />
  return (
    <span className={style.met}>
      {checks.map(({ id, html: say }) => (
        <span key={id}>
          <Sign meaning={met.includes(id) ? 'held' : 'broken'} />
          <span className="unseen">
            {met.includes(id) ? 'Held: ' : 'Did not hold: '}
            <span {...html(say)} />
          </span>
        </span>
      ))}
    </span>
  )
}
