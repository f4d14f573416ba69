/** One program many times over, with this lab's own count beside the button. */
import { Repeat as RepeatIcon, Square } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { keyOf, useFacts, usePressed, useSession } from '../session/index.ts'
import type { Files, Tally } from '../session/index.ts'
import type { ProgramRef, StepView } from '../../server/protocol/index.ts'
import style from './Repeat.module.css'

export interface RepeatProps {
  of: ProgramRef
  repeat: NonNullable<StepView['repeat']>
  files: Files
}

export function Repeat({ of, repeat, files }: RepeatProps) {
  const session = useSession()
  const tally = useFacts(({ facts }) => facts.tallies[keyOf(of)])
  const pressed = usePressed(of)
  const going = tally !== undefined && tally.done < tally.times && !tally.stopped
  const { lesson, step } = of
  return (
    <section className={style.repeat} aria-label={repeat.button}>
      {going ? (
        <Button
          icon={<Square size={13} strokeWidth={2.2} />}
          onClick={() => void session.stopAll({ lesson, step })}
        >
          Stop after {tally.done}
        </Button>
      ) : (
        <Button
          icon={<RepeatIcon size={13} strokeWidth={2.2} />}
          disabled={pressed}
          onClick={() => void session.repeat(of, files)}
        >
          {repeat.button}
        </Button>
      )}
      <p className={style.say} role="status">
        {tally === undefined ? 'Not counted yet.' : <Count tally={tally} say={repeat.say} />}
      </p>
      {tally === undefined ? null : <Marks tally={tally} />}
    </section>
  )
}

function Count({ tally, say }: { tally: Tally; say: string }) {
  const { done, held, times, stopped } = tally
  return (
    <>
      <b>
        {held} of your {done} {done === 1 ? 'run' : 'runs'}
      </b>{' '}
      {say}
      {done < times && !stopped ? `, ${times - done} to go` : '.'}
    </>
  )
}

/** Marks in a row: so many have room on a phone. */
const ROW = 20

/** One mark a run; which of them held is not told, so those that did stand first. */
function Marks({ tally: { done, held, times } }: { tally: Tally }) {
  const marks = Array.from({ length: times }, (_, index) =>
    index < held ? 'held' : index < done ? 'other' : 'ahead',
  )
  return (
    <svg
      className={style.marks}
      width={Math.min(times, ROW) * 16}
      height={Math.ceil(times / ROW) * 16}
      aria-hidden="true"
      fill="none"
    >
      {marks.map((mark, index) => (
        <svg
          key={index}
          x={(index % ROW) * 16}
          y={Math.floor(index / ROW) * 16}
          width="14"
          height="16"
          viewBox="0 0 14 16"
        >
          {mark === 'held' ? (
            <path
              d="M3 4l8 8M11 4l-8 8"
              stroke="var(--lost)"
              strokeWidth="2.2"
              strokeLinecap="round"
            />
          ) : (
            <circle
              cx="7"
              cy="8"
              r="4"
              fill={mark === 'other' ? 'var(--ink)' : 'none'}
              stroke={mark === 'other' ? 'var(--ink)' : 'var(--rule)'}
              strokeWidth="1.5"
              strokeDasharray={mark === 'other' ? undefined : '2 2'}
            />
          )}
        </svg>
      ))}
    </svg>
  )
}
