/** The rows of a page of output: time, text with its colours, what was typed, and what was left out. */
import { memo } from 'react'
import { amount } from '../session/index.ts'
import type { Line, Page } from '../session/index.ts'
import { spansOf } from './ansi.ts'
import style from './Lines.module.css'

interface LinesProps {
  page: Page
  /** Number of the line before this page's first. */
  before: number
}

export const Lines = memo(function Lines({ page, before }: LinesProps) {
  return page.lines.map((line, index) => (
    <Row key={line.n} line={line} before={page.lines[index - 1]?.n ?? before} />
  ))
})

function Row({ line, before }: { line: Line; before: number }) {
  return (
    <>
      {line.left > 0 ? <LeftOut left={line.left} from={before + 1} to={line.n - 1} /> : null}
      <div className={line.stream === 'err' ? style.error : style.row}>
        <i className={style.time}>{(line.at / 1000).toFixed(2)}</i>
        <span className={style.text}>
          <Text text={line.text} />
          {line.typed === undefined ? null : <b className={style.typed}>{line.typed}</b>}
        </span>
      </div>
    </>
  )
}

function Text({ text }: { text: string }) {
  const spans = spansOf(text)
  const [first] = spans
  if (spans.length === 1 && first !== undefined && first.classes.length === 0) return first.text
  return spans.map((span, index) => (
    <span key={index} className={span.classes.map((name) => style[name] ?? '').join(' ')}>
      {span.text}
    </span>
  ))
}

/** `3.2 MB left out here: lines 20120 to 71204`. */
export function LeftOut({ left, from, to }: { left: number; from: number; to: number }) {
  const lines = to > from ? `: lines ${from} to ${to}` : to === from ? `: line ${from}` : ''
  return (
    <div className={style.left}>
      {amount(left)} left out here{lines}
    </div>
  )
}
