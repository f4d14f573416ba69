/** The same events as a table: what is searched, filtered, copied and saved, and what a screen reader reads. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Tools } from '../../ui/index.ts'
import { secondsIn, useLinked, useSession, useStories } from '../../session/index.ts'
import type { StepView } from '../../../server/protocol/index.ts'
import { visible } from '../layout/visible.ts'
import { linkOf } from '../link.ts'
import type { Model } from '../model.ts'
import { findThing, wholeOf } from '../things.ts'
import { ReplayTools } from '../ReplayTools.tsx'
import type { Replay } from '../useReplay.ts'
import { useVersion } from '../useVersion.ts'
import { EVERYTHING, RowList } from './filter.ts'
import type { Filter } from './filter.ts'
import type { Row } from './rows.ts'
import { TableTools } from './TableTools.tsx'
import frame from '../Timeline.module.css'
import style from './Table.module.css'

const ROW = 24
/** Rows beyond what is seen. */
const MORE = 10

interface TableProps {
  model: Model
  lesson: string
  step: StepView
  tabs: ReactNode
  replay: Replay
}

export function Table({ model, lesson, step, tabs, replay }: TableProps) {
  const stories = useStories({ lesson, step: step.id })
  const [filter, setFilter] = useState<Filter>(EVERYTHING)
  const list = useMemo(() => {
    const names = (id: string) => step.programs.find((one) => one.id === id)?.label ?? id
    return new RowList(filter, names)
  }, [filter, step])
  useVersion(model)
  list.sync(model.fold)
  // A replay shows what had happened by then.
  const { at: until } = replay
  const rows = until === undefined ? list.rows : list.rows.filter(({ at }) => at <= until)
  const seconds = (at: number) => secondsIn(stories, at)
  return (
    <div className={frame.body}>
      <Tools>
        <div className={frame.bar}>
          {tabs}
          <TableTools
            list={list}
            programs={step.programs}
            name={`${lesson}-${step.id}`}
            seconds={seconds}
            onFilter={setFilter}
          />
          <ReplayTools replay={replay} />
        </div>
      </Tools>
      <Rows rows={rows} model={model} seconds={seconds} />
    </div>
  )
}

interface RowsProps {
  rows: readonly Row[]
  model: Model
  seconds: (at: number) => string
}

function Rows({ rows, model, seconds }: RowsProps) {
  const session = useSession()
  const box = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ top: 0, height: 300, end: true })
  useEffect(() => {
    if (sight.end) box.current?.scrollTo({ top: box.current.scrollHeight })
  })
  const point = (seq: number | undefined) => {
    const thing = seq === undefined ? undefined : findThing(model.fold, seq)
    session.linked.setState({ event: thing && linkOf(model.fold, wholeOf(model.fold, thing)) })
  }
  return (
    <div
      ref={box}
      className={style.scroll}
      tabIndex={0}
      role="region"
      aria-label="Table of what happened"
      onScroll={({ currentTarget: { scrollTop: top, clientHeight: height, scrollHeight } }) =>
        setSight({ top, height, end: scrollHeight - top - height < ROW })
      }
      onMouseLeave={() => point(undefined)}
    >
      <table className={style.table} aria-rowcount={rows.length + 1}>
        <Head />
        <Body rows={rows} sight={sight} seconds={seconds} onPoint={point} />
      </table>
      {rows.length === 0 ? <p className={style.none}>No event is like that.</p> : null}
    </div>
  )
}

function Head() {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {['Time', 'Who', 'What', 'Channel', 'Payload', 'Receivers'].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface BodyProps extends Pick<RowsProps, 'rows' | 'seconds'> {
  sight: { top: number; height: number }
  onPoint: (seq: number) => void
}

/** Only rows in sight are in the document. */
function Body({ rows, sight: { top, height }, seconds, onPoint }: BodyProps) {
  const linked = useLinked(({ event }) => event?.seq)
  // A list that has become shorter is told of as scrolled only later.
  const least = Math.min(top, Math.max(0, rows.length * ROW - height))
  const from = Math.max(0, Math.floor(least / ROW) - MORE)
  const to = Math.min(rows.length, Math.ceil((top + height) / ROW) + MORE)
  return (
    <tbody>
      <tr aria-hidden="true" style={{ height: from * ROW }} />
      {rows.slice(from, to).map((row, index) => (
        <tr
          key={row.seq}
          aria-rowindex={from + index + 2}
          className={row.seq === linked ? style.linked : undefined}
          onMouseEnter={() => onPoint(row.seq)}
        >
          <Cells row={row} seconds={seconds} />
        </tr>
      ))}
      <tr aria-hidden="true" style={{ height: (rows.length - to) * ROW }} />
    </tbody>
  )
}

function Cells({ row, seconds }: { row: Row; seconds: (at: number) => string }) {
  const cut = row.size !== undefined && row.size > row.payload.length
  return (
    <>
      <td className={style.number}>{seconds(row.at)}</td>
      <td className={style.mono}>{visible(row.who, 60)}</td>
      <td className={row.what === 'lost' ? style.lost : undefined}>{visible(row.what, 120)}</td>
      <td className={style.mono}>{visible(row.channel, 60)}</td>
      <td className={style.mono}>
        {visible(row.payload, 120)}
        {cut ? <span className={style.size}> {row.size?.toLocaleString('en')} bytes</span> : null}
      </td>
      <td>{row.receivers}</td>
    </>
  )
}
