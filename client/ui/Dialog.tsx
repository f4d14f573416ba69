/** A sheet over the page: the browser's own modal dialog, so focus and Escape are its own. */
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { X } from 'lucide-react'
import { IconButton } from './Button.tsx'
import style from './Dialog.module.css'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

export function Dialog({ title, open, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className={style.dialog} aria-label={title} onClose={onClose}>
      <header className={style.head}>
        <h2 className={style.title}>{title}</h2>
        <IconButton name="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      {open ? children : null}
    </dialog>
  )
}
