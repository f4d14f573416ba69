/** A lesson's place on the wire of the course. */

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
          r={number > 999 ? 18 : 14}
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
