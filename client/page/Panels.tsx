/** Between code and consoles: one panel at a time, of what the step shows of its broker and its app. */
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { ownStorage } from '../progress/index.ts'
import { ToolSlot, tabKeys } from '../ui/index.ts'
import style from './Panels.module.css'

const KEY = 'backchannel:panel'

export interface Panel {
  id: string
  label: string
  /** Draws its tools into the bar with `Tools` of client/ui. */
  content: ReactNode
}

/** A panel has the whole height below the bar, and the bar's right side for its tools. */
export function Panels({ panels }: { panels: readonly Panel[] }) {
  const [chosen, setChosen] = useState(() => ownStorage()?.getItem(KEY) ?? panels[0]?.id)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const name = useId()
  const at = Math.max(
    0,
    panels.findIndex(({ id }) => id === chosen),
  )
  const open = panels[at]
  if (open === undefined) return null
  const choose = (id: string | undefined) => {
    setChosen(id)
    if (id !== undefined) ownStorage()?.setItem(KEY, id)
  }
  return (
    <section className={style.panels} aria-label="What happens">
      <div className={style.bar}>
        <Tabs panels={panels} at={at} name={name} onOpen={choose} />
        <div ref={setSlot} className={style.tools} />
      </div>
      <div
        id={`${name}-panel`}
        className={style.content}
        role="tabpanel"
        aria-labelledby={`${name}-${open.id}`}
      >
        <ToolSlot value={slot}>{open.content}</ToolSlot>
      </div>
    </section>
  )
}

interface TabsProps {
  panels: readonly Panel[]
  at: number
  /** Before the ids of tabs. */
  name: string
  onOpen: (id: string | undefined) => void
}

function Tabs({ panels, at, name, onOpen }: TabsProps) {
  return (
    <div
      className={style.tabs}
      role="tablist"
      aria-label="What happens"
      onKeyDown={tabKeys(at, panels.length, (index) => onOpen(panels[index]?.id))}
    >
      {panels.map(({ id, label }, index) => (
        <button
          key={id}
          id={`${name}-${id}`}
          type="button"
          role="tab"
          aria-selected={index === at}
          aria-controls={`${name}-panel`}
          tabIndex={index === at ? 0 : -1}
          className={index === at ? style.open : style.tab}
          onClick={() => onOpen(id)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
