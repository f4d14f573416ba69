/** A button that opens a small panel under itself; Escape, or a press elsewhere, closes it. */
import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import style from './Popover.module.css'

interface PopoverProps {
  /** What stands on the button. */
  label: ReactNode
  /** Names the button and the panel. */
  name: string
  /** Which edge of the button the panel keeps to. */
  edge?: 'left' | 'right'
  /** An event of the window that opens it, too. */
  opensOn?: string
  children: (close: () => void) => ReactNode
}

export function Popover({ label, name, edge = 'right', opensOn, children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => setOpen(false)
  useCloseOutside(box, open, close)
  useEffect(() => {
    if (opensOn === undefined) return
    const show = () => {
      setOpen(true)
      box.current?.querySelector('button')?.focus()
    }
    addEventListener(opensOn, show)
    return () => removeEventListener(opensOn, show)
  }, [opensOn])
  return (
    <div className={style.box} ref={box}>
      <button
        type="button"
        className={style.button}
        aria-expanded={open}
        aria-controls={id}
        title={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open ? (
        <section id={id} className={`${style.panel} ${style[edge]}`} aria-label={name}>
          {children(close)}
        </section>
      ) : null}
    </div>
  )
}

function useCloseOutside(
  box: React.RefObject<HTMLDivElement | null>,
  open: boolean,
  close: () => void,
) {
  useEffect(() => {
    if (!open) return
    const pressed = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === true) return
      close()
    }
    const typed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      close()
      box.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', pressed)
    document.addEventListener('keydown', typed)
    return () => {
      document.removeEventListener('pointerdown', pressed)
      document.removeEventListener('keydown', typed)
    }
  })
}
