/** The live strip of an app's beats: is its page answered, and how fast, over the last half minute. */
import { isLive, useLabNow, useLatestRun } from '../session/index.ts'
import { useMedia, useWidth } from '../ui/index.ts'
import type { ProgramRef, ProgramView } from '../../server/protocol/index.ts'
import { barsOf, groupsOf, labelsIn, spanOf, verdictOf } from './beats.ts'
import type { Bar } from './beats.ts'
import style from './Heartbeat.module.css'

const GROUND = 34
/** A live app is asked four times a second; no beat for longer than this is an open question. */
const OPEN_MS = 400

export interface HeartbeatProps {
  of: ProgramRef
  heartbeat: NonNullable<ProgramView['heartbeat']>
}

export function Heartbeat({ of, heartbeat }: HeartbeatProps) {
  const run = useLatestRun(of)
  const live = isLive(run)
  const [lane, width] = useWidth<SVGSVGElement>()
  const calm = useMedia('(prefers-reduced-motion: reduce)')
  const clock = useLabNow(live)
  if (run === undefined || (run.beats.length === 0 && !live)) return null
  const ticked = calm ? Math.floor(clock / 1000) * 1000 : clock
  const now = live ? Math.max(ticked, run.beats.at(-1)?.at ?? 0) : run.state.since
  const { type, say } = verdictOf(run.beats, now)
  const strip = { now, span: spanOf(width) }
  const bars = barsOf(run.beats, strip)
  const open = live && now - (run.beats.at(-1)?.at ?? now) > OPEN_MS
  return (
    <section className={style.strip} aria-label={`Beats of ${heartbeat.label}`}>
      <div className={style.label}>
        <b>{heartbeat.label}</b>
        <span className={style[live ? type : 'none']} data-beat={type}>
          {live ? say : 'the app has ended'}
        </span>
      </div>
      <svg ref={lane} className={style.lane} height="56" aria-hidden="true">
        <line x1="0" x2="100%" y1={GROUND} y2={GROUND} stroke="var(--rule)" />
        {bars.map((bar) => (
          <BeatBar key={bar.x} bar={bar} />
        ))}
        {open ? <BeatBar bar={{ type: 'open', x: 100, height: 26 }} /> : null}
        {labelsIn(width, groupsOf(run.beats, strip)).map(({ type: kind, left, say: words }) => (
          <text key={left} x={left} y="50" className={style[kind]}>
            {words}
          </text>
        ))}
      </svg>
    </section>
  )
}

function BeatBar({ bar: { type, x, height } }: { bar: Bar }) {
  const top = GROUND - height
  return (
    <svg x={`${x}%`} overflow="visible">
      {type === 'answered' ? (
        <rect x="-8" y={top} width="7" height={height} fill="var(--running)" />
      ) : null}
      {type === 'refused' ? (
        <rect x="-8" y={top} width="7" height={height} fill="none" stroke="var(--rule)" />
      ) : null}
      {type === 'timeout' ? (
        <g stroke="var(--blocked)" strokeWidth="1.5">
          <rect x="-8.5" y={top} width="8" height={height} fill="var(--blocked-tint)" />
          <path d={`M-6.5 ${top + 3}l4 4m0 -4l-4 4`} strokeWidth="1.2" />
        </g>
      ) : null}
      {type === 'open' ? (
        <rect
          x="-8.5"
          y={top}
          width="8"
          height={height}
          fill="none"
          stroke="var(--blocked)"
          strokeWidth="1.5"
          strokeDasharray="2 2"
        />
      ) : null}
    </svg>
  )
}
