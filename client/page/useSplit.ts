/** Where the line between two panes stands: as the learner put it, remembered in this browser. */
import { useState } from 'react'
import type { CSSProperties } from 'react'
import { ownStorage } from '../progress/index.ts'

export interface Split {
  /** % of both panes together, from the left or the top; undefined where it stands by itself. */
  at: number | undefined
  move: (at: number | undefined) => void
}

/** The size of one pane as a variable of CSS; without one, the style sheet's own size holds. */
export function sized(name: '--text', size: number | undefined): CSSProperties {
  return size === undefined ? {} : ({ [name]: `${size}%` } as CSSProperties)
}

export function useSplit(name: string): Split {
  const key = `backchannel:split-${name}`
  const [at, setAt] = useState(() => {
    const kept = Number.parseFloat(ownStorage()?.getItem(key) ?? '')
    return kept > 0 && kept < 100 ? kept : undefined
  })
  return {
    at,
    move: (to) => {
      setAt(to)
      if (to === undefined) ownStorage()?.removeItem(key)
      else ownStorage()?.setItem(key, to.toFixed(1))
    },
  }
}
