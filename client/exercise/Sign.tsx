/** The signs beside checks and options: in ink, since a hue would state more than the sign does. */

export type Meaning = 'held' | 'broken' | 'open'

const path = { held: 'M2 7.4l3.4 3.4L12 3.6', broken: 'M3 3l8 8M11 3l-8 8' }

export function Sign({ meaning }: { meaning: Meaning }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      {meaning === 'open' ? (
        <circle cx="7" cy="7" r="4.9" stroke="var(--rule)" strokeWidth="1.6" />
      ) : (
        <path d={path[meaning]} stroke="var(--ink)" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  )
}
