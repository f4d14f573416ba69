/** The state glyphs: shapes of our own, 14 px, one for each meaning; the words beside them say the same. */
import { useId } from 'react'
import type { Meaning } from './words.ts'

export function Glyph({ meaning, size = 14 }: { meaning: Meaning; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" fill="none" aria-hidden="true">
      <Shape meaning={meaning} />
    </svg>
  )
}

function Shape({ meaning }: { meaning: Meaning }) {
  switch (meaning) {
    case 'idle':
      return <path d="M2 7H12" stroke="var(--rule)" strokeWidth="1.8" strokeDasharray="2 3" />
    case 'queued':
      return (
        <circle
          cx="7"
          cy="7"
          r="4.9"
          stroke="var(--rule)"
          strokeWidth="1.8"
          strokeDasharray="2.2 2.4"
        />
      )
    case 'running':
      return <path d="M3 1.8v10.4l9-5.2z" fill="var(--running)" />
    case 'waiting':
      return <circle cx="7" cy="7" r="4.9" stroke="var(--waiting)" strokeWidth="2.2" />
    case 'asleep':
      return (
        <g fill="var(--asleep)">
          <circle cx="2.6" cy="7" r="1.5" />
          <circle cx="7" cy="7" r="1.5" />
          <circle cx="11.4" cy="7" r="1.5" />
        </g>
      )
    case 'blocked':
      return <Hatched />
    default:
      return <Ended meaning={meaning} />
  }
}

function Ended({ meaning }: { meaning: 'you' | 'exited' | 'failed' | 'limited' }) {
  if (meaning === 'you') {
    return (
      <rect
        x="2.2"
        y="2.2"
        width="9.6"
        height="9.6"
        rx="1.5"
        fill="var(--you)"
        stroke="var(--you-edge)"
        strokeWidth="1.5"
      />
    )
  }
  const path = {
    exited: 'M1.5 7H10M11 2.2v9.6',
    failed: 'M1 7H5M5.6 3l7 8m0-8l-7 8',
    limited: 'M1.2 7H6M7.6 2.2v9.6M11.8 2.2v9.6',
  }[meaning]
  const ink = meaning === 'exited' ? 'var(--ink-2)' : 'var(--ink)'
  return <path d={path} stroke={ink} strokeWidth="2" strokeLinecap="round" />
}

function Hatched() {
  const id = useId()
  return (
    <>
      <defs>
        <pattern
          id={id}
          width="4"
          height="4"
          patternTransform="rotate(45)"
          patternUnits="userSpaceOnUse"
        >
          <rect width="1.9" height="4" fill="var(--blocked)" />
        </pattern>
      </defs>
      <rect
        x="1.6"
        y="1.6"
        width="10.8"
        height="10.8"
        rx="1.5"
        fill={`url(#${id})`}
        stroke="var(--blocked)"
        strokeWidth="1.6"
      />
    </>
  )
}
