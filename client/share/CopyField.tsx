/** A text to be copied: the whole of it is chosen on focus, and a button does it. */
import { useId, useRef, useState } from 'react'
import { Copy } from 'lucide-react'
import { Button } from '../ui/index.ts'
import style from './ShareDialog.module.css'

interface CopyFieldProps {
  label: string
  text: string
  /** More than one makes it a text of lines. */
  rows?: number
}

export function CopyField({ label, text, rows = 1 }: CopyFieldProps) {
  const id = useId()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [said, setSaid] = useState<string>()
  const copy = () => {
    field.current?.select()
    // Over plain HTTP to another machine there is no clipboard to write to.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('none'))
    written.then(
      () => setSaid('Copied'),
      () => setSaid('Press Ctrl C'),
    )
  }
  const common = {
    id,
    ref: field,
    value: text,
    readOnly: true,
    spellCheck: false,
    onFocus: () => field.current?.select(),
  }
  return (
    <div className={rows > 1 ? style.lines : style.line}>
      <label htmlFor={id}>{label}</label>
      {rows > 1 ? <textarea {...common} rows={rows} wrap="off" /> : <input {...common} />}
      <Button icon={<Copy size={13} strokeWidth={2.2} />} onClick={copy}>
        {said ?? 'Copy'}
      </Button>
      <span className="unseen" role="status">
        {said}
      </span>
    </div>
  )
}
