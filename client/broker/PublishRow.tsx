/** Publish by hand: channel, message, how often; beside the button how many received it. */
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { Repeat, Send, Square } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button } from '../ui/index.ts'
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
}

/** Bounds of what repeats; the server takes 50 requests a second. */
const TIMES = { min: 1, max: 1_000 }
const EVERY_MS = { min: 50, max: 60_000 }

export function PublishRow({ texts, nameOf }: PublishRowProps) {
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
        placeholder="message, Enter publishes it"
        value={message}
        maxLength={100_000}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setMessage(event.target.value)}
        onKeyDown={(event) => history.walk(event, message, setMessage)}
      />
      <Again again={again} onChange={setAgain} />
      {/* Keys: as one and the same button a pressed Stop would turn into Publish before it had its effect. */}
      {sending ? (
        <Button key="stop" icon={<Square size={13} strokeWidth={2.2} />} onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button
          key="publish"
          submit
          icon={<Send size={13} strokeWidth={2.2} />}
          disabled={to === ''}
        >
          Publish
        </Button>
      )}
      <Receivers outcome={outcome} />
    </form>
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

interface AgainState {
  on: boolean
  times: number
  everyMs: number
}

function Again({ again, onChange }: { again: AgainState; onChange: (to: AgainState) => void }) {
  const { on, times, everyMs } = again
  return (
    <span className={style.again}>
      {on ? (
        <>
          <Figure
            name="How many times"
            bounds={TIMES}
            value={times}
            onChange={(to) => onChange({ ...again, times: to })}
          />
          times, every
          <Figure
            name="Every so many ms"
            bounds={EVERY_MS}
            value={everyMs}
            onChange={(to) => onChange({ ...again, everyMs: to })}
          />
          ms
        </>
      ) : null}
      <Button
        look="bare"
        icon={<Repeat size={13} strokeWidth={2.2} />}
        aria-pressed={on}
        onClick={() => onChange({ ...again, on: !on })}
      >
        Repeat
      </Button>
    </span>
  )
}

interface FigureProps {
  name: string
  bounds: { min: number; max: number }
  value: number
  onChange: (value: number) => void
}

/** The browser refuses to send the form while a figure is out of its bounds. */
function Figure({ name, bounds, value, onChange }: FigureProps) {
  return (
    <input
      className={style.figure}
      type="number"
      required
      aria-label={name}
      {...bounds}
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  )
}
