/** What one does with the table: search, filter, copy, save. */
import { useState } from 'react'
import { Copy, Download, ListFilter } from 'lucide-react'
import { Popover } from '../../ui/index.ts'
import type { ProgramView } from '../../../server/protocol/index.ts'
import { visible } from '../layout/visible.ts'
import { Icon } from '../Choice.tsx'
import type { Filter, RowList } from './filter.ts'
import { KINDS } from './rows.ts'
import { toCsv, toJson, toText } from './save.ts'
import type { Seconds } from './save.ts'
import frame from '../Timeline.module.css'
import style from './Table.module.css'

interface TableToolsProps {
  list: RowList
  programs: readonly ProgramView[]
  /** Of the files that are saved, without their ending. */
  name: string
  seconds: Seconds
  onFilter: (filter: Filter) => void
}

export function TableTools({ list, programs, name, seconds, onFilter }: TableToolsProps) {
  const { filter, rows } = list
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(toText(rows, seconds)).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <>
      <input
        className={style.search}
        type="search"
        placeholder="Search"
        aria-label="Search the table"
        value={filter.search}
        onChange={({ target }) => onFilter({ ...filter, search: target.value })}
      />
      <Popover label={<ListFilter size={15} strokeWidth={1.75} />} name="Filter the table">
        {() => <Filters list={list} programs={programs} onFilter={onFilter} />}
      </Popover>
      <span className={frame.space} role="status">
        {rows.length.toLocaleString('en')} events
      </span>
      <span className={frame.segment}>
        <Icon name={copied ? 'Copied' : 'Copy the rows'} onClick={copy}>
          <Copy size={15} strokeWidth={1.75} />
        </Icon>
        <Save name={`${name}.json`} type="application/json" text={() => toJson(rows, seconds)}>
          JSON
        </Save>
        <Save name={`${name}.csv`} type="text/csv" text={() => toCsv(rows, seconds)}>
          CSV
        </Save>
      </span>
    </>
  )
}

interface SaveProps {
  name: string
  type: string
  text: () => string
  children: string
}

function Save({ name, type, text, children }: SaveProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([text()], { type }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <button type="button" className={frame.icon} title={`Save ${name}`} onClick={save}>
      <Download size={14} strokeWidth={1.75} aria-hidden="true" />
      {children}
    </button>
  )
}

type FiltersProps = Pick<TableToolsProps, 'list' | 'programs' | 'onFilter'>

function Filters({ list: { filter, channels }, programs, onFilter }: FiltersProps) {
  const who = [...programs.map(({ id, label }) => [id, label] as const), ['you', 'you'] as const]
  return (
    <div className={style.filters}>
      <Choices
        title="Program"
        of={who}
        chosen={filter.programs}
        onChosen={(chosen) => onFilter({ ...filter, programs: chosen })}
      />
      <Choices
        title="Channel"
        of={[...channels].slice(0, 50).map((one) => [one, visible(one, 40)] as const)}
        chosen={filter.channels}
        onChosen={(chosen) => onFilter({ ...filter, channels: chosen })}
      />
      <Choices
        title="Kind"
        of={KINDS.map((kind) => [kind, kind] as const)}
        chosen={filter.kinds}
        onChosen={(chosen) => onFilter({ ...filter, kinds: chosen })}
      />
    </div>
  )
}

interface ChoicesProps<T extends string> {
  title: string
  of: readonly (readonly [T, string])[]
  chosen: ReadonlySet<T>
  onChosen: (chosen: ReadonlySet<T>) => void
}

function Choices<T extends string>({ title, of, chosen, onChosen }: ChoicesProps<T>) {
  if (of.length === 0) return null
  const toggle = (one: T) => {
    const next = new Set(chosen)
    if (!next.delete(one)) next.add(one)
    onChosen(next)
  }
  return (
    <fieldset>
      <legend>{title}</legend>
      {of.map(([id, label]) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
