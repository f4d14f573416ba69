/** The foot of a step: back to the one before, on to the next. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import style from './Turn.module.css'

export interface Neighbour {
  title: string
  href: string
}

interface TurnProps {
  before: Neighbour | undefined
  after: Neighbour | undefined
}

export function Turn({ before, after }: TurnProps) {
  return (
    <nav className={style.turn} aria-label="Previous and next step">
      {before === undefined ? (
        <span />
      ) : (
        <a href={before.href} rel="prev">
          <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{before.title}</span>
        </a>
      )}
      {after === undefined ? null : (
        <a href={after.href} rel="next" className={style.next}>
          <span>{after.title}</span>
          <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
        </a>
      )}
    </nav>
  )
}
