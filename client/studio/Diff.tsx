/** What differs of a transcript, in its parts. */
import { DiffRow, hunks } from '../diff/index.ts'
import type { StudioFinding } from '../../server/protocol/studio.ts'
import { numbered } from './numbered.ts'
import style from './Diff.module.css'

interface DiffProps {
  /** Names it for who cannot see it. */
  name: string
  lines: StudioFinding['differences']
}

export function Diff({ name, lines }: DiffProps) {
  return hunks(numbered(lines)).map((hunk) => (
    <pre key={hunk[0]?.number} className={style.diff} role="group" aria-label={name}>
      {hunk.map((line) => (
        <DiffRow key={`${line.mark}${line.number}`} line={line} wraps />
      ))}
    </pre>
  ))
}
