/** The one wire: solid between stops where you were, dashed elsewhere; a dot where you were, the diamond where you are. */
import style from './Wire.module.css'

export interface Stop {
  name: string
  href: string
  been: boolean
  /** Its exercise is solved. */
  solved?: boolean
}

interface WireProps {
  label: string
  stops: readonly Stop[]
  /** Index of the stop where you are. */
  at: number
}

export function Wire({ label, stops, at }: WireProps) {
  const known = (index: number) => index === at || stops[index]?.been === true
  return (
    <nav aria-label={label}>
      <ol className={style.wire}>
        {stops.map((stop, index) => (
          <li key={stop.href}>
            <a
              href={stop.href}
              className={style.stop}
              title={stop.name}
              aria-label={`${index + 1}, ${stop.name}${stop.solved === true ? ', solved' : stop.been ? ', seen' : ''}`}
              aria-current={index === at ? 'step' : undefined}
            >
              <svg width="20" height="16" viewBox="0 0 20 16" fill="none" aria-hidden="true">
                {index > 0 ? <Leg from={0} solid={known(index - 1) && known(index)} /> : null}
                {index < stops.length - 1 ? (
                  <Leg from={10} solid={known(index) && known(index + 1)} />
                ) : null}
                <Node kind={index === at ? 'here' : stop.been ? 'been' : 'ahead'} />
                {stop.solved === true ? <Ring /> : null}
              </svg>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Leg({ from, solid }: { from: number; solid: boolean }) {
  const path = `M${from} 8H${from + 10}`
  return solid ? (
    <path d={path} stroke="var(--ink)" strokeWidth="1.8" />
  ) : (
    <path d={path} stroke="var(--rule)" strokeWidth="1.4" strokeDasharray="2 3" />
  )
}

/** Around the dot of a step whose exercise is solved. */
function Ring() {
  return <circle cx="10" cy="8" r="6.8" stroke="var(--ink)" strokeWidth="1.2" />
}

function Node({ kind }: { kind: 'here' | 'been' | 'ahead' }) {
  if (kind === 'been') return <circle cx="10" cy="8" r="4" fill="var(--ink)" />
  if (kind === 'here')
    return (
      <path
        d="M10 1.6L16.4 8 10 14.4 3.6 8z"
        fill="var(--you)"
        stroke="var(--ink)"
        strokeWidth="1.4"
      />
    )
  return (
    <circle cx="10" cy="8" r="3.4" fill="var(--paper)" stroke="var(--rule)" strokeWidth="1.4" />
  )
}
