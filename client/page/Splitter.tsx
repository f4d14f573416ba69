/** The line between two panes: dragged, or moved by arrow keys; a double click or Home puts it back. */
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Split } from './useSplit.ts'
import style from './Splitter.module.css'

/** One press of an arrow key, %. */
const STEP = 2

export interface SplitterProps {
  label: string
  /** Which way the panes lie. */
  axis: 'x' | 'y'
  /** Row of the grid whose upper edge it stands on, where panes lie below each other. */
  row?: number
  split: Split
  /** About where it stands by itself, and how far it goes, %. */
  usual: number
  range: readonly [number, number]
}

export function Splitter({ label, axis, row, split, usual, range: [min, max] }: SplitterProps) {
  const at = split.at ?? usual
  const move = (to: number) => split.move(Math.min(max, Math.max(min, to)))
  const dragged = ({ currentTarget, pointerId, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const panes = currentTarget.parentElement?.getBoundingClientRect()
    if (panes === undefined || !currentTarget.hasPointerCapture(pointerId)) return
    const part =
      axis === 'x' ? (clientX - panes.left) / panes.width : (clientY - panes.top) / panes.height
    move(part * 100)
  }
  const typed = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key]
    if (by === undefined && event.key !== 'Home') return
    event.preventDefault()
    if (by === undefined) split.move(undefined)
    else move(at + by)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      className={style[axis]}
      style={row === undefined ? undefined : { gridRow: row }}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(at)}
      aria-valuemin={min}
      aria-valuemax={max}
      title="Drag to resize; a double click puts it back"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={dragged}
      onDoubleClick={() => split.move(undefined)}
      onKeyDown={typed}
    />
  )
}
