/** The rows of a page of output: time, text with its colours, what was typed, and what was left out. */
import { memo } from 'react'
import { amount, gapOf } from '../session/index.ts'
import type { Line, Page, Scrollback } from '../session/index.ts'
import { spansOf } from './ansi.ts'
import { timesOf } from './times.ts'
import style from './Lines.module.css'

export const Lines = memo(function Lines({ page }: { page: Page }) {
  const shown = timesOf(page.lines)
  return page.lines.map((line, index) => <Row key={line.n} line={line} time={shown[index] ?? ''} />)
})

function Row({ line, time }: { line: Line; time: string }) {
  return (
    <div className={line.stream === 'err' ? style.error : style.row}>
      <i className={style.time} title={`${(line.at / 1000).toFixed(3)} s since your lab opened`}>
        {time}
      </i>
      <span className={style.text}>
        <Text text={line.text} />
        {line.typed === undefined ? null : <b className={style.typed}>{line.typed}</b>}
      </span>
    </div>
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

/** `3.2 MB left out here: lines 20120 to 71204`, between the two halves. */
export function LeftOut({ output }: { output: Scrollback }) {
  const gap = gapOf(output)
  if (gap.characters === 0) return null
  const first = (output.head.at(-1)?.lines.at(-1)?.n ?? 0) + 1
  return (
    <div className={style.left}>
      {amount(gap.characters)} left out here
      {gap.lines === 0 ? '' : `: lines ${first} to ${first + gap.lines - 1}`}
    </div>
  )
}
