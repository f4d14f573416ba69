/** One line of a difference: what goes is struck through, what comes stands out. */
import type { DiffLine } from './hunks.ts'
import style from './DiffRow.module.css'

interface DiffRowProps {
  line: DiffLine
  /** Within its box, which else is scrolled. */
  wraps?: boolean
}

export function DiffRow({ line: { mark, text, number }, wraps = false }: DiffRowProps) {
  return (
    <span className={wraps ? style.wrapped : style.line} data-mark={mark}>
      <span className={style.number}>{number}</span>
      <span className={style.mark}>{mark}</span>
      {mark === '-' ? <del>{text}</del> : mark === '+' ? <ins>{text}</ins> : <span>{text}</span>}
      {'\n'}
    </span>
  )
}
