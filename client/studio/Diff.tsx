/** A difference, line by line: what goes is struck through, what comes stands out. */
import type { StudioFinding } from '../../server/protocol/studio.ts'
import { hunksOf } from './hunks.ts'
import style from './Diff.module.css'

interface DiffProps {
  /** Names it for who cannot see it. */
  name: string
  lines: StudioFinding['differences']
}

export function Diff({ name, lines }: DiffProps) {
  return hunksOf(lines).map((hunk) => (
    <pre key={hunk[0]?.number} className={style.diff} role="group" aria-label={name}>
      {hunk.map(({ mark, line, number }) => (
        <span key={`${mark}${number}`} className={style.line} data-mark={mark}>
          <span className={style.number}>{number}</span>
          <span className={style.mark}>{mark}</span>
          {mark === '-' ? (
            <del>{line}</del>
          ) : mark === '+' ? (
            <ins>{line}</ins>
          ) : (
            <span>{line}</span>
          )}
        </span>
      ))}
    </pre>
  ))
}
