/** The consoles of a step: side by side where there is room, as tabs where there is not. */
import { useEffect, useRef, useState } from 'react'
import { Clock } from 'lucide-react'
import { IconButton, tabKeys, useMedia } from '../ui/index.ts'
import { StateGlyph, StateWords, useLatestRun, usePressed } from '../session/index.ts'
import type { ProgramRef, ProgramView } from '../../server/protocol/index.ts'
import { Console } from './Console.tsx'
import style from './Consoles.module.css'

export interface ConsolesProps {
  lesson: string
  step: string
  programs: readonly ProgramView[]
  /** The program that holds up what is observed, if any. */
  blocking: string | undefined
  onRun: (program: string) => void
}

export function Consoles({ lesson, step, programs, blocking, onRun }: ConsolesProps) {
  const narrow = useMedia('(max-width: 1100px)')
  const tabs = (narrow && programs.length > 1) || programs.length > 3
  const [shown, setShown] = useState(programs[0]?.id)
  const [times, setTimes] = useState(true)
  const refOf = ({ id }: ProgramView): ProgramRef => ({ lesson, step, program: id })
  const clock = (
    <IconButton
      name={times ? 'Hide the times' : 'Show the times'}
      aria-pressed={times}
      onClick={() => setTimes(!times)}
    >
      <Clock size={16} strokeWidth={1.75} />
    </IconButton>
  )
  const at = programs.findIndex((one) => one.id === shown)
  const moved = tabKeys(at, programs.length, (index) => setShown(programs[index]?.id))
  const drawn = tabs ? programs.filter((one) => one.id === shown) : programs
  return (
    <div className={`${style.consoles} ${times ? '' : 'timeless'}`}>
      {tabs ? (
        <div className={style.tabs} role="tablist" aria-label="Consoles" onKeyDown={moved}>
          {programs.map((one) => (
            <Tab
              key={one.id}
              of={refOf(one)}
              label={one.label}
              open={one.id === shown}
              blocking={blocking === one.id}
              onOpen={() => setShown(one.id)}
            />
          ))}
        </div>
      ) : null}
      <div className={style.panes}>
        {drawn.map((one) => (
          <Console
            key={one.id}
            of={refOf(one)}
            program={one}
            blocking={blocking === one.id}
            onRun={() => onRun(one.id)}
            tool={one === drawn.at(-1) ? clock : null}
          />
        ))}
      </div>
    </div>
  )
}

interface TabProps {
  of: ProgramRef
  label: string
  open: boolean
  blocking: boolean
  onOpen: () => void
}

function Tab({ of, label, open, blocking, onOpen }: TabProps) {
  const run = useLatestRun(of)
  const pressed = usePressed(of)
  const tab = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  return (
    <button
      ref={tab}
      type="button"
      role="tab"
      aria-selected={open}
      tabIndex={open ? 0 : -1}
      className={open ? style.open : style.tab}
      onClick={onOpen}
    >
      <StateGlyph run={run} pressed={pressed} blocking={blocking} />
      <span className={style.label}>{label}</span>
      {open ? null : <StateWords run={run} pressed={pressed} blocking={blocking} />}
    </button>
  )
}
