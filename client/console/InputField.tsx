/** Where a program's input is typed: Enter sends a line, Ctrl+D ends the input. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import { CornerDownLeft } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button, IconButton } from '../ui/index.ts'
import { typedAt } from './typedAt.ts'
import style from './InputField.module.css'

export interface InputFieldProps {
  name: string
  /** The program waits for input now. */
  waits: boolean
  /** What the lesson offers to type. */
  offer: string | undefined
  onSend: (text: string, end: boolean) => void
}

export function InputField({ name, waits, offer, onSend }: InputFieldProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useTakeFocus(field, waits)
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSend(`${text}\n`, false)
    setText('')
  }
  const typed = (event: KeyboardEvent) => {
    if (event.key !== 'd' || !event.ctrlKey) return
    event.preventDefault()
    onSend(text, true)
    setText('')
  }
  return (
    <form className={style.form} onSubmit={send}>
      <input
        ref={field}
        className={style.field}
        value={text}
        aria-label={`Input for ${name}`}
        placeholder={waits ? 'type here, Enter sends it' : 'input, for when it asks'}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={typed}
      />
      {offer === undefined || text !== '' ? null : (
        <Button look="bare" onClick={() => setText(offer.replace(/\n$/, ''))}>
          Take “{offer.trim()}”
        </Button>
      )}
      <IconButton name="Send (Enter)" onClick={(event) => send(event)}>
        <CornerDownLeft size={16} strokeWidth={1.75} />
      </IconButton>
      <Button look="bare" keys="Ctrl D" onClick={() => onSend(text, true)}>
        End input
      </Button>
    </form>
  )
}

/** The field takes the focus when the program asks, unless the learner has typed elsewhere since Run. */
function useTakeFocus(field: React.RefObject<HTMLInputElement | null>, waits: boolean) {
  const session = useSession()
  useEffect(() => {
    const at = document.activeElement
    const free = at === null || at === document.body || at.tagName === 'BUTTON'
    if (waits && (free || typedAt() < session.ranAt()))
      field.current?.focus({ preventScroll: true })
  }, [waits, field, session])
}
