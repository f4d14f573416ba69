/** The prompt as this page has it: its transcript, what is being typed, and the keys of redis-cli. */
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useFacts, useSession } from '../session/index.ts'
import { completions } from './hints.ts'
import { useHistory } from './history.ts'
import { transcriptOf } from './transcript.ts'
import type { Transcript } from './transcript.ts'
import { useCommands } from './useCommands.ts'
import type { Commands } from './useCommands.ts'

export interface PromptState extends Transcript, Commands {
  /** The last line is not over, or was only just sent. */
  busy: boolean
  text: string
  setText: (text: string) => void
  send: () => void
  stop: () => void
  keys: (event: KeyboardEvent<HTMLInputElement>) => void
}

export function usePrompt(): PromptState {
  const session = useSession()
  const events = useFacts(({ facts }) => facts.prompt)
  const [text, setText] = useState('')
  const [cleared, setCleared] = useState(0)
  const transcript = useMemo(() => transcriptOf(events, cleared), [events, cleared])
  const commands = useCommands()
  const history = useHistory('prompt')
  const complete = useCompletion(text, setText, commands)
  const last = events.at(-1)?.line ?? 0
  /** The line before the one just sent, until that is in the transcript: from Enter on, nothing else is typed. */
  const [sentAfter, setSentAfter] = useState<number>()
  const busy = transcript.going !== undefined || sentAfter === last
  const stop = () => void session.ask({ type: 'stopPrompt' })
  const clear = () => setCleared(last)
  const ask = async (line: string) => {
    setSentAfter(last)
    const { type } = await session.ask({ type: 'prompt', text: line })
    if (type !== 'ok') setSentAfter(undefined)
  }
  const send = () => {
    if (busy || text.trim() === '') return
    history.add(text)
    setText('')
    if (text.trim().toLowerCase() === 'clear') clear()
    else void ask(text)
  }
  return {
    ...transcript,
    ...commands,
    busy,
    text,
    setText,
    send,
    stop,
    keys: (event) => {
      if (busy && isStop(event)) {
        event.preventDefault()
        stop()
      } else if (event.key === 'l' && event.ctrlKey) {
        event.preventDefault()
        clear()
      } else if (!complete(event)) history.walk(event, text, setText)
    },
  }
}

/** Escape, or Ctrl+C where nothing is selected that it would copy. */
function isStop(event: KeyboardEvent<HTMLInputElement>): boolean {
  if (event.key === 'Escape') return true
  return event.key === 'c' && event.ctrlKey && (getSelection()?.isCollapsed ?? true)
}

/** Tab puts the next name that what was typed could become; where there is none, Tab leaves the field. */
function useCompletion(text: string, put: (text: string) => void, { docs }: Commands) {
  const place = useRef({ base: '', put: '', at: -1 })
  return (event: KeyboardEvent): boolean => {
    if (event.key !== 'Tab' || event.shiftKey) return false
    const again = text !== '' && text === place.current.put
    const base = again ? place.current.base : text
    const names = completions(base, docs).filter((name) => again || name !== base.toUpperCase())
    if (names.length === 0 || (again && names.length === 1)) return false
    event.preventDefault()
    const at = again ? (place.current.at + 1) % names.length : 0
    const name = names[at] ?? ''
    place.current = { base, put: name, at }
    put(name)
    return true
  }
}
