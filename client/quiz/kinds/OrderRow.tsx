/** One line to be put in its place: the arrow keys move it while it has the focus, and so do its buttons. */
import { ArrowDown, ArrowUp, Minus } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../ui/index.ts'
import style from './Order.module.css'

interface RowProps {
  text: string
  at: number
  of: number
  removable: boolean
  onMove: (by: number) => void
  onRemove: () => void
  onDrag: () => void
  onOver: () => void
}

export function OrderRow({ text, at, of, removable, onMove, onRemove, onDrag, onOver }: RowProps) {
  const { line, keepFocus } = useKeptFocus(at)
  const byKey = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    keepFocus()
    onMove(by)
  }
  const name = text.trim()
  return (
    <li
      className={style.line}
      draggable
      onDragStart={onDrag}
      onDragOver={(event) => {
        event.preventDefault()
        onOver()
      }}
    >
      <button
        ref={line}
        type="button"
        className={style.code}
        aria-label={`${name}, ${at + 1} of ${of}`}
        aria-keyshortcuts="ArrowUp ArrowDown"
        onKeyDown={byKey}
      >
        <code>{text}</code>
      </button>
      <IconButton name={`Up: ${name}`} disabled={at === 0} onClick={() => onMove(-1)}>
        <ArrowUp size={16} strokeWidth={1.75} />
      </IconButton>
      <IconButton name={`Down: ${name}`} disabled={at === of - 1} onClick={() => onMove(1)}>
        <ArrowDown size={16} strokeWidth={1.75} />
      </IconButton>
      {removable ? (
        <IconButton name={`Take out: ${name}`} onClick={onRemove}>
          <Minus size={16} strokeWidth={1.75} />
        </IconButton>
      ) : null}
    </li>
  )
}

/** A line that is moved in the document loses the focus; it gets it back in its new place. */
function useKeptFocus(at: number) {
  const line = useRef<HTMLButtonElement>(null)
  const kept = useRef(false)
  useLayoutEffect(() => {
    if (kept.current) line.current?.focus()
    kept.current = false
  }, [at])
  const keepFocus = () => {
    kept.current = true
  }
  return { line, keepFocus }
}
