/** The sign beside a part of a judged answer: right, wrong, or neither. */
import style from './kinds.module.css'

export function Sign({ means }: { means: 'right' | 'wrong' | 'other' }) {
  return (
    <svg
      className={style.sign}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      aria-hidden="true"
    >
      {means === 'other' ? (
        <circle cx="7" cy="7" r="4.9" stroke="var(--rule)" strokeWidth="1.6" />
      ) : (
        <path
          d={means === 'right' ? 'M2 7.4l3.4 3.4L12 3.6' : 'M3 3l8 8M11 3l-8 8'}
          stroke="var(--ink)"
          strokeWidth="2"
          strokeLinecap="round"
        />
      )}
    </svg>
  )
}
