/** One way to do it, beside the learner's: what differs, to be taken and taken back. */
import { useRef } from 'react'
import { DiffRow, hunks } from '../diff/index.ts'
import { Button } from '../ui/index.ts'
import { diff, differing } from './diff.ts'
import style from './Solution.module.css'

export interface SolutionProps {
  /** The solution's files, by name. */
  files: Readonly<Record<string, string>>
  /** The learner's, by name. */
  mine: (name: string) => string
  onUse: () => void
}

export function Solution({ files, mine, onUse }: SolutionProps) {
  const all = Object.entries(files).map(([name, text]) => ({ name, lines: diff(mine(name), text) }))
  const changed = all.filter(({ lines }) => differing(lines) > 0)
  const head = useRef<HTMLParagraphElement>(null)
  const count = all.reduce((sum, { lines }) => sum + differing(lines), 0)
  const use = () => {
    head.current?.focus()
    onUse()
  }
  return (
    <section className={style.solution} aria-label="One way to do it">
      <p ref={head} tabIndex={-1} className={style.head}>
        <b>One way to do it, beside yours.</b>{' '}
        {count === 0
          ? 'No line differs.'
          : `${count} ${count === 1 ? 'line differs' : 'lines differ'}. Yours is kept.`}
      </p>
      {changed.map(({ name, lines }) => (
        <figure key={name} className={style.file}>
          <figcaption>{name}</figcaption>
          {hunks(lines).map((part) => (
            <pre key={part[0]?.number} tabIndex={0} aria-label={`What differs in ${name}`}>
              {part.map((line) => (
                <DiffRow key={`${line.mark}${line.number}`} line={line} wraps />
              ))}
            </pre>
          ))}
        </figure>
      ))}
      <div className={style.tools}>
        {count === 0 ? null : <Button onClick={use}>Use this</Button>}
      </div>
    </section>
  )
}
