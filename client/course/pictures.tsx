/** The course's drawings: a lesson's place on the wire, and the shape that names what it is about. */

interface NodeProps {
  number: number
  kind: 'done' | 'here' | 'ahead'
  first: boolean
  last: boolean
}

/** Stands on the wire: filled when done, the diamond where you are. */
export function Node({ number, kind, first, last }: NodeProps) {
  const ink = kind === 'done' ? 'var(--sheet)' : kind === 'here' ? 'var(--you-edge)' : 'var(--ink)'
  return (
    <svg width="40" height="82" viewBox="0 0 40 82" fill="none" aria-hidden="true">
      {first ? null : <Leg from={0} solid={kind !== 'ahead'} />}
      {last ? null : <Leg from={41} solid={kind === 'done'} />}
      {kind === 'here' ? (
        <path
          d="M20 23l18 18-18 18L2 41z"
          fill="var(--you)"
          stroke="var(--ink)"
          strokeWidth="1.6"
        />
      ) : (
        <circle
          cx="20"
          cy="41"
          r="14"
          fill={kind === 'done' ? 'var(--ink)' : 'var(--sheet)'}
          stroke={kind === 'done' ? 'var(--ink)' : 'var(--rule)'}
          strokeWidth="1.6"
        />
      )}
      <text x="20" y="45.5" textAnchor="middle" fontSize="13" fontWeight="600" fill={ink}>
        {number}
      </text>
    </svg>
  )
}

function Leg({ from, solid }: { from: number; solid: boolean }) {
  return (
    <path
      d={`M20 ${from}V${from + 41}`}
      stroke={solid ? 'var(--ink)' : 'var(--rule)'}
      strokeWidth={solid ? 2.2 : 1.4}
      strokeDasharray={solid ? undefined : '2 5'}
    />
  )
}

/** A message lost before anyone listened, one delivered, and the wait it interrupts. */
export function Pictogram() {
  return (
    <svg width="120" height="56" viewBox="0 0 120 56" fill="none" aria-hidden="true">
      <path d="M4 12H52" stroke="var(--rule)" strokeWidth="1.3" strokeDasharray="2 4" />
      <path d="M52 12H116" stroke="var(--ink)" strokeWidth="1.8" />
      <g stroke="var(--published)" strokeWidth="1.8">
        <path d="M26 40V12M78 52V12" />
        <circle cx="26" cy="12" r="3.4" fill="var(--sheet)" />
        <circle cx="78" cy="12" r="3.4" fill="var(--sheet)" />
      </g>
      <path
        d="M30.4 21.4l7.2 7.2m0-7.2l-7.2 7.2"
        stroke="var(--lost)"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
      <path d="M88 12V31" stroke="var(--delivered)" strokeWidth="1.8" />
      <path d="M84.4 30h7.2l-3.6 6z" fill="var(--delivered)" />
      <rect
        x="52"
        y="36.5"
        width="64"
        height="7"
        fill="var(--waiting-tint)"
        stroke="var(--waiting)"
        strokeWidth="1.3"
      />
    </svg>
  )
}
