/** The sheet of keys: opened by its button or by `?`. */
import { useEffect, useState } from 'react'
import { Keyboard } from 'lucide-react'
import { Dialog } from '../ui/index.ts'
import style from './KeySheet.module.css'

const KEYS: readonly [string, string][] = [
  ['Ctrl Enter', 'Run the programs of the step; restarts those that run'],
  ['Ctrl .', 'Stop them'],
  ['Ctrl M', 'Tab leaves the editor, or indents again'],
  ['← →', 'In the tabs: the file before, the file after'],
  ['Enter', 'In an input field: send the line'],
  ['Ctrl D', 'In an input field: end the input'],
  ['Alt ← →', 'The browser’s way back and forth through steps'],
  ['?', 'This sheet'],
  ['Escape', 'Close a sheet or a panel'],
]

export function KeySheet() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
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
        <span className={style.name}>Keys</span>
      </button>
      <Dialog title="Keys" open={open} onClose={() => setOpen(false)}>
        <dl className={style.keys}>
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  )
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}
