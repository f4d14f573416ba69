/** The questions of a round on the one wire: answered, here, to come. */

interface BeadsProps {
  /** Whether each question of the round is answered, in their order. */
  answered: readonly boolean[]
  at: number
}

const GAP = 20

export function Beads({ answered, at }: BeadsProps) {
  const known = (index: number) => index === at || answered[index] === true
  return (
    <svg width={answered.length * GAP} height="16" fill="none" aria-hidden="true">
      {answered.map((_, index) => {
        const x = 8 + index * GAP
        const solid = known(index - 1) && known(index)
        return index === 0 ? null : (
          <path
            key={x}
            d={`M${x - GAP} 8H${x}`}
            stroke={solid ? 'var(--ink)' : 'var(--rule)'}
            strokeWidth={solid ? 1.8 : 1.4}
            strokeDasharray={solid ? undefined : '2 3'}
          />
        )
      })}
      {answered.map((one, index) => (
        <Bead key={index} x={8 + index * GAP} here={index === at} answered={one} />
      ))}
    </svg>
  )
}

function Bead({ x, here, answered }: { x: number; here: boolean; answered: boolean }) {
  if (here)
    return (
      <path
        d={`M${x} 1.6l6.4 6.4-6.4 6.4-6.4-6.4z`}
        fill="var(--you)"
        stroke="var(--ink)"
        strokeWidth="1.4"
      />
    )
  return answered ? (
    <circle cx={x} cy="8" r="4" fill="var(--ink)" />
  ) : (
    <circle cx={x} cy="8" r="3.4" fill="var(--paper)" stroke="var(--rule)" strokeWidth="1.4" />
  )
}
