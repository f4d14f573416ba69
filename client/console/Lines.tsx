/** The rows of a page of output: time, text with its colours, what was typed, and what was left out. */
import { memo } from 'react'
import { amount, gapOf, linesOf, useLinked, useSession } from '../session/index.ts'
import type { Line, Page, Scrollback, Stories } from '../session/index.ts'
import { spansOf } from './ansi.ts'
import { timesOf } from './times.ts'
import style from './Lines.module.css'

interface LinesProps {
  page: Page
  /** The run that printed them. */
  run: number
  stories: Stories
}

export const Lines = memo(function Lines({ page, run, stories }: LinesProps) {
  const { linked } = useSession()
  const said = useLinked(({ event }) => event?.said)
  const shown = timesOf(page.lines, stories)
  const lit = linesOf(page.lines, said?.filter((one) => one.run === run) ?? [])
  const point = (line: Line | undefined) =>
    linked.setState({
      line: line === undefined ? undefined : { run, at: line.at, text: line.text },
    })
  return page.lines.map((line, index) => (
    <Row key={line.n} line={line} time={shown[index] ?? ''} lit={lit.has(line.n)} onPoint={point} />
  ))
})

interface RowProps {
  line: Line
  time: string
  /** Printed at the event that is pointed at. */
  lit: boolean
  onPoint: (line: Line | undefined) => void
}

function Row({ line, time, lit, onPoint }: RowProps) {
  return (
    <div
      className={line.stream === 'err' ? style.error : style.row}
      data-lit={lit ? '' : undefined}
      onMouseEnter={() => onPoint(line)}
      onMouseLeave={() => onPoint(undefined)}
    >
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
