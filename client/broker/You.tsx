/** The mark of what the learner does by hand: a yellow diamond, and the word. */
import style from './You.module.css'

export function You({ word = true }: { word?: boolean }) {
  return (
    <span className={style.you}>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
        <path
          d="M7 1.2L12.8 7 7 12.8 1.2 7z"
          fill="var(--you)"
          stroke="var(--you-edge)"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </svg>
      {word ? 'you' : null}
    </span>
  )
}
