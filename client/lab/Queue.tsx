/** A place in line, on the one wire. */

const SHOWN = 6

/** The line as the learner stands in it: those before are solid, those behind pale. */
export function Queue({ place, of }: { place: number; of: number }) {
  const before = Math.min(place - 1, SHOWN - 1)
  const behind = Math.max(0, Math.min(of - place, SHOWN - 1 - before))
  const first = 190 - before * 28
  return (
    <svg width="270" height="56" viewBox="0 0 270 56" fill="none" aria-hidden="true">
      <path d="M6 24H214" stroke="var(--ink)" strokeWidth="2" />
      <rect x="214" y="8" width="50" height="32" rx="3" stroke="var(--ink)" strokeWidth="1.8" />
      <text x="239" y="28" textAnchor="middle" fill="var(--ink)" fontSize="12" fontWeight="600">
        labs
      </text>
      {Array.from({ length: before }, (_, index) => (
        <circle
          key={index}
          cx={190 - index * 28}
          cy="24"
          r="7"
          fill="var(--sheet)"
          stroke="var(--ink)"
          strokeWidth="1.8"
        />
      ))}
      <path
        d={`M${first} 14l10 10-10 10-10-10z`}
        fill="var(--you)"
        stroke="var(--ink)"
        strokeWidth="1.6"
      />
      <text x={first} y="50" textAnchor="middle" fill="var(--ink)" fontSize="12" fontWeight="600">
        you
      </text>
      {Array.from({ length: behind }, (_, index) => (
        <circle
          key={index}
          cx={first - (index + 1) * 28}
          cy="24"
          r="7"
          fill="var(--paper)"
          stroke="var(--rule)"
          strokeWidth="1.5"
        />
      ))}
    </svg>
  )
}
