/** How a visit stands, in words; a screen reader hears of its end, not of every second. */
import { visitWords } from '../session/index.ts'
import type { Visit } from '../session/index.ts'
import style from './VisitSays.module.css'

export function VisitSays({ visit, now }: { visit: Visit; now: number }) {
  const { meaning, say } = visitWords(visit, now)
  return (
    <>
      <span className={style[meaning]} data-visit={meaning}>
        {say}
      </span>
      <span className="unseen" role="status">
        {visit.state.type === 'asked' ? '' : `${visit.path}: ${say}`}
      </span>
    </>
  )
}
