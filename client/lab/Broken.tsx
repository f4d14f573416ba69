/** A cut connection, on the one wire. */

/** What was seen is solid; since the cut nothing is seen. */
export function Broken() {
  return (
    <svg width="180" height="44" viewBox="0 0 180 44" fill="none" aria-hidden="true">
      <path d="M4 22H112" stroke="var(--ink)" strokeWidth="2.4" />
      <path d="M112 6V38" stroke="var(--ink)" strokeWidth="1.8" />
      <path d="M112 22H176" stroke="var(--rule)" strokeWidth="1.4" strokeDasharray="2 4" />
    </svg>
  )
}
