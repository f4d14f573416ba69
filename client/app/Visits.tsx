/** Buttons under the text that visit the step's app, and leave it, so that a freeze is felt where one reads of it. */
import { ExternalLink, X } from 'lucide-react'
import { Button } from '../ui/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'
import { useVisits } from './useVisits.ts'
import { VisitSays } from './VisitSays.tsx'
import style from './Visits.module.css'

export interface VisitsProps {
  of: ProgramRef
  visits: readonly string[]
  /** What the app is called, where the step has another one. */
  name?: string | undefined
}

export function Visits({ of, visits: paths, name }: VisitsProps) {
  const { live, visits, open, now, visit, leave } = useVisits(of)
  const last = visits.at(-1)
  const waits = open.at(-1)
  const others = open.filter((one) => one !== last).length
  return (
    <section className={style.visits} aria-label={`Visits of ${name ?? 'the app'}`}>
      <div className={style.buttons}>
        {name === undefined ? null : <b className={style.name}>{name}</b>}
        {paths.map((path) => (
          <Button
            key={path}
            icon={<ExternalLink size={13} strokeWidth={2.2} aria-hidden="true" />}
            disabled={!live}
            onClick={() => visit(path)}
          >
            <span>
              Visit <code className={style.path}>{path}</code>
            </span>
          </Button>
        ))}
        {waits === undefined ? null : (
          <Button
            icon={<X size={13} strokeWidth={2.2} aria-hidden="true" />}
            onClick={() => leave(waits.visit)}
          >
            {waits === last ? 'Leave it' : `Leave ${waits.path}`}
          </Button>
        )}
      </div>
      <p className={style.say}>
        {last === undefined ? (
          live ? (
            'Not visited yet.'
          ) : (
            `${name ?? 'The app'} does not run yet.`
          )
        ) : (
          <>
            <code className={style.path}>{last.path}</code> <VisitSays visit={last} now={now} />
            {others === 0 ? null : `, ${others} more ${others === 1 ? 'waits' : 'wait'}`}
          </>
        )}
      </p>
    </section>
  )
}
