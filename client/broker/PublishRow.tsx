/** Publish by hand: channel, message, how often; beside the button how many received it. */
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { Send, Square } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import { Again } from './Again.tsx'
import { channelsIn, offered, whyNobody } from './channels.ts'
import { useHistory } from './history.ts'
import { Receivers } from './Receivers.tsx'
import { heardOf } from './standing.ts'
import { usePublishing } from './usePublishing.ts'
import { standingOf, useStanding } from './useStanding.ts'
import { You } from './You.tsx'
import style from './PublishRow.module.css'

export interface PublishRowProps {
  /** Texts of the step's files: channels that they name are offered. */
  texts: readonly string[]
  nameOf: (program: string) => string
  /** The message takes the focus: the row was asked for. */
  takesFocus?: boolean
}

export function PublishRow({ texts, nameOf, takesFocus = false }: PublishRowProps) {
  const heard = heardOf(useStanding())
  const channels = offered(heard, channelsIn(texts))
  const { tape } = useSession()
  const { outcome, send, stop } = usePublishing((name) =>
    whyNobody(name, heardOf(standingOf(tape)), nameOf),
  )
  const history = useHistory('payloads')
  const [channel, setChannel] = useState<string>()
  const [message, setMessage] = useState('')
  const [again, setAgain] = useState({ on: false, times: 10, everyMs: 500 })
  const to = channel ?? channels[0] ?? ''
  // One message is over before a Stop could be pressed.
  const sending = outcome.type === 'sending' && outcome.letter.times > 1
  const publish = (event: FormEvent) => {
    event.preventDefault()
    if (to === '') return
    if (message !== '') history.add(message)
    send({ channel: to, message, times: again.on ? again.times : 1, everyMs: again.everyMs })
  }
  return (
    <form className={style.row} onSubmit={publish} aria-label="Publish by hand">
      <You />
      <Channel value={to} offers={channels} onChange={setChannel} />
      <input
        className={style.message}
        aria-label="Message"
        autoFocus={takesFocus}
        placeholder="message, Enter publishes it"
        value={message}
        maxLength={100_000}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setMessage(event.target.value)}
        onKeyDown={(event) => history.walk(event, message, setMessage)}
      />
      <Again again={again} onChange={setAgain} />
      <Press sending={sending} disabled={to === ''} onStop={stop} />
      <Receivers outcome={outcome} />
    </form>
  )
}

interface PressProps {
  sending: boolean
  disabled: boolean
  onStop: () => void
}

/** Keys: as one and the same button a pressed Stop would turn into Publish before it had its effect. */
function Press({ sending, disabled, onStop }: PressProps) {
  return sending ? (
    <Button key="stop" icon={<Square size={13} strokeWidth={2.2} />} onClick={onStop}>
      Stop
    </Button>
  ) : (
    <Button key="publish" submit icon={<Send size={13} strokeWidth={2.2} />} disabled={disabled}>
      Publish
    </Button>
  )
}

interface ChannelProps {
  value: string
  offers: readonly string[]
  onChange: (name: string) => void
}

function Channel({ value, offers, onChange }: ChannelProps) {
  const list = useId()
  return (
    <>
      <input
        className={style.channel}
        aria-label="Channel"
        placeholder="channel"
        list={list}
        value={value}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {offers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
