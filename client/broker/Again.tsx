/** How often a message is published: once, or so many times at an interval. */
import { Repeat } from 'lucide-react'
import { Button } from '../ui/index.ts'
import style from './PublishRow.module.css'

/** Bounds of what repeats; the server takes 50 requests a second. */
const TIMES = { min: 1, max: 1_000 }
const EVERY_MS = { min: 50, max: 60_000 }

export interface AgainState {
  on: boolean
  times: number
  everyMs: number
}

export function Again({
  again,
  onChange,
}: {
  again: AgainState
  onChange: (to: AgainState) => void
}) {
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
