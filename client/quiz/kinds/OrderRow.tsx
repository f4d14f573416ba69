/** One line to be put in its place: the arrow keys move it while it has the focus, and so do its buttons. */
import { ArrowDown, ArrowUp, Minus } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { IconButton } from '../../ui/index.ts'
import style from './Order.module.css'

interface RowProps {
  text: string
  at: number
  of: number
  removable: boolean
  /** It was out, and its button for that is gone. */
  putBack: boolean
  onMove: (by: number) => void
  onRemove: () => void
  onDrag: () => void
  onOver: () => void
}

export function OrderRow(props: RowProps) {
  const { text, at, of, removable, putBack, onMove, onRemove, onDrag, onOver } = props
  const { line, keepFocus } = useKeptFocus(at, putBack)
  const byKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    keepFocus(event.currentTarget)
    onMove(by)
  }
  const byButton = (by: number) => (event: MouseEvent<HTMLButtonElement>) => {
    keepFocus(event.currentTarget)
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
      <IconButton name={`Up: ${name}`} disabled={at === 0} onClick={byButton(-1)}>
        <ArrowUp size={16} strokeWidth={1.75} />
      </IconButton>
      <IconButton name={`Down: ${name}`} disabled={at === of - 1} onClick={byButton(1)}>
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

/** What is moved in the document loses the focus; it gets it back, or its line where it has done all that it can. */
function useKeptFocus(at: number, putBack: boolean) {
  const line = useRef<HTMLButtonElement>(null)
  const kept = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (putBack) line.current?.focus()
  }, [putBack])
  useLayoutEffect(() => {
    const had = kept.current
    if (had !== null) (had.disabled ? line.current : had)?.focus()
    kept.current = null
  }, [at])
  const keepFocus = (button: HTMLButtonElement) => {
    kept.current = button
  }
  return { line, keepFocus }
}
