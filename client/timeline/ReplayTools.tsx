/** Plays the story again: its button, and while it is open a slider, its speed, and the way back to now. */
import { History, Pause, Play } from 'lucide-react'
import { Choice, Icon } from './Choice.tsx'
import { SPEEDS, stepOf } from './useReplay.ts'
import type { Replay } from './useReplay.ts'
import style from './Timeline.module.css'

export function ReplayTools({ replay }: { replay: Replay }) {
  const { at, from, to, playing, speed } = replay
  if (at === undefined) {
    if (!replay.possible) return null
    return (
      <Icon name="Replay what happened" onClick={replay.open}>
        <History size={15} strokeWidth={1.75} />
      </Icon>
    )
  }
  const step = stepOf(replay)
  const digits = Math.max(2, 3 - Math.floor(Math.log10(step)))
  const seconds = `${((at - from) / 1000).toFixed(digits)} s`
  return (
    <span className={style.replay} role="group" aria-label="Replay">
      <Icon name={playing ? 'Pause' : 'Play'} onClick={() => replay.play(!playing)}>
        {playing ? <Pause size={15} strokeWidth={1.75} /> : <Play size={15} strokeWidth={1.75} />}
      </Icon>
      <input
        type="range"
        aria-label="Time of the replay"
        aria-valuetext={seconds}
        min={from}
        max={to}
        step={step}
        value={at}
        onChange={({ target }) => {
          replay.play(false)
          replay.seek(Number(target.value))
        }}
      />
      {SPEEDS.map((one) => (
        <Choice
          key={one}
          on={one === speed}
          title={`${one} times as fast as it was`}
          onClick={() => replay.setSpeed(one)}
        >
          {one}x
        </Choice>
      ))}
      <Choice on={false} title="Back to now" onClick={replay.close}>
        Live
      </Choice>
    </span>
  )
}
