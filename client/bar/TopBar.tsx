/** The top bar: brand, where you are, the wire of the steps, and the tools at its end. */
import type { ReactNode } from 'react'
import { Mark, Wire, later } from '../ui/index.ts'
import type { Stop } from '../ui/index.ts'
import style from './TopBar.module.css'

/** What acts on the page itself is drawn a moment after the page. */
const OwnTools = later(async () => (await import('./OwnTools.tsx')).OwnTools)

export interface TopBarProps {
  /** `1  Redis as a message broker in Django`. */
  where: ReactNode
  stops?: readonly Stop[]
  at?: number
  /** `5 of 8`. */
  count?: string
  children?: ReactNode
}

export function TopBar({ where, stops, at = -1, count, children }: TopBarProps) {
  return (
    <header className={style.bar}>
      <a className={style.brand} href="/" aria-label="backchannel, the course">
        <Mark />
        <span>backchannel</span>
      </a>
      <span className={style.where}>{where}</span>
      {stops === undefined ? null : <Wire label="Steps" stops={stops} at={at} />}
      {count === undefined ? null : <span className={style.count}>{count}</span>}
      <span className={style.space} />
      <div className={style.tools}>
        {children}
        <span className={style.own}>
          <OwnTools />
        </span>
      </div>
    </header>
  )
}
