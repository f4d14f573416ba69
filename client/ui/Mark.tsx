/** The mark: a message rises from one lane, meets its channel, falls to another. */

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M2 6.5H22" stroke="var(--ink)" strokeWidth="2.2" strokeLinecap="round" />
      <path d="M7.5 6.5V19" stroke="var(--published)" strokeWidth="2.2" strokeLinecap="round" />
      <circle cx="7.5" cy="19" r="2.7" fill="var(--published)" />
      <path d="M16.5 6.5V16.5" stroke="var(--delivered)" strokeWidth="2.2" />
      <path d="M12.7 15.5H20.3L16.5 21.6Z" fill="var(--delivered)" />
    </svg>
  )
}
