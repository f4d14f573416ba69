/** The sheet of keys: opened by its button or by `?`. */
import { useLayoutEffect, useState } from 'react'
import { Keyboard } from 'lucide-react'
import { later } from '../ui/index.ts'
import style from './KeySheet.module.css'

const KeyDialog = later(async () => (await import('./KeyDialog.tsx')).KeyDialog)

export function KeySheet() {
  const [open, setOpen] = useState(false)
  // Who sees the button is heard.
  useLayoutEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.key !== '?' || isField(event.target)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', typed)
    return () => document.removeEventListener('keydown', typed)
  }, [])
  return (
    <>
      <button type="button" className={style.button} title="Keys" onClick={() => setOpen(true)}>
        <Keyboard size={16} strokeWidth={1.75} aria-hidden="true" />
        <kbd>?</kbd>
        <span className="unseen">Keys</span>
      </button>
      {open ? <KeyDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Monaco's own field is no field to the browser; it has the role of one. */
function isField(target: EventTarget | null): boolean {
  const fields = 'input, textarea, select, [contenteditable], [role=textbox]'
  return target instanceof Element && target.closest(fields) !== null
}
