/** Small buttons of the bar: one of a few choices, and an icon with its name. */
import type { ReactNode } from 'react'
import style from './Timeline.module.css'

interface ChoiceProps {
  on: boolean
  title: string
  onClick: () => void
  children: ReactNode
}

export function Choice({ on, title, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      className={on ? style.chosen : style.choice}
      aria-pressed={on}
      title={title}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

interface IconProps {
  name: string
  onClick: () => void
  children: ReactNode
}

export function Icon({ name, onClick, children }: IconProps) {
  return (
    <button type="button" className={style.icon} aria-label={name} title={name} onClick={onClick}>
      {children}
    </button>
  )
}
