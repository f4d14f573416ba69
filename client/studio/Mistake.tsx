/** One mistake: where it is, what is wrong, what to do, the lines, and the way into the author's editor. */
import type { ReactNode } from 'react'
import { CircleX, ExternalLink } from 'lucide-react'
import type { StudioMistake } from '../../server/protocol/studio.ts'
import { sentences } from './sentences.ts'

interface MistakeProps {
  mistake: StudioMistake
  /** `1 of 2`, or nothing. */
  count: string
}

export function Mistake({ mistake, count }: MistakeProps) {
  const { path, line, column, href, say, excerpt, step } = mistake
  const [wrong, todo] = sentences(say)
  // The page around it says in which lesson and step.
  const file =
    path
      .split('/')
      .slice(step === undefined || step === 'quiz' ? 1 : 2)
      .join('/') || path
  return (
    <div className="mistake">
      <p className="head">
        <CircleX size={16} strokeWidth={1.75} aria-hidden="true" />
        <a href={href}>{`${file}:${line}:${column}`}</a>
        <span className="count">{count}</span>
      </p>
      <p>
        <b>{wrong}</b> {todo}
      </p>
      {excerpt.length === 0 ? null : (
        <pre>
          {excerpt.map(({ number, text }) => (
            <span key={number} className="line">
              <span className="number">{number}</span>
              <span className="text">{number === line ? marked(text, column) : text}</span>
            </span>
          ))}
        </pre>
      )}
      <p className="tools">
        <a className="open" href={href}>
          <ExternalLink size={13} strokeWidth={2.2} aria-hidden="true" />
          Open in your editor
        </a>
      </p>
    </div>
  )
}

/** The word at `column` stands out; where there is none, the end of the line does. */
function marked(text: string, column: number): ReactNode {
  const from = Math.min(column - 1, text.length)
  const word = /^(?:[\p{L}\p{N}_-]+|.)/u.exec(text.slice(from))?.[0] ?? '\u00a0'
  return (
    <>
      {text.slice(0, from)}
      <mark>{word}</mark>
      {text.slice(from + word.length)}
    </>
  )
}
