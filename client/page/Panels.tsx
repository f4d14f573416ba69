/** Between code and consoles: one panel at a time, of what the step shows of its broker and its app. */
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { tabKeys } from '../ui/index.ts'
import style from './Panels.module.css'

export interface Panel {
  id: string
  label: string
  content: ReactNode
}

/** A panel has the whole height below its tab; it draws its own tools. */
export function Panels({ panels }: { panels: readonly Panel[] }) {
  const [chosen, choose] = useState(panels[0]?.id)
  const name = useId()
  const at = Math.max(
    0,
    panels.findIndex(({ id }) => id === chosen),
  )
  const open = panels[at]
  if (open === undefined) return null
  return (
    <section className={style.panels} aria-label="What happens">
      <div
        className={style.tabs}
        role="tablist"
        aria-label="What happens"
        onKeyDown={tabKeys(at, panels.length, (index) => choose(panels[index]?.id))}
      >
        {panels.map(({ id, label }) => (
          <button
            key={id}
            id={`${name}-${id}`}
            type="button"
            role="tab"
            aria-selected={id === open.id}
            aria-controls={`${name}-panel`}
            tabIndex={id === open.id ? 0 : -1}
            className={id === open.id ? style.open : style.tab}
            onClick={() => choose(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        id={`${name}-panel`}
        className={style.content}
        role="tabpanel"
        aria-labelledby={`${name}-${open.id}`}
      >
        {open.content}
      </div>
    </section>
  )
}
