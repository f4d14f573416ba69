/** As whom and how the page is looked at: one of two learners, as wide as a phone, without the editor. */
import { useId } from 'react'
import type { Kind, View } from './view.ts'
import style from './Bar.module.css'

interface ViewAsProps {
  view: View
  onView: (change: Partial<View>) => void
}

const kinds: readonly (readonly [Kind, string])[] = [
  ['first', 'First visit'],
  ['returning', 'Returning'],
]

export function ViewAs({ view, onView }: ViewAsProps) {
  const name = useId()
  return (
    <div className={style.views} role="group" aria-label="View as">
      <span className={style.as} aria-hidden="true">
        View as
      </span>
      {kinds.map(([kind, text]) => (
        <label key={kind} className={style.view}>
          <input
            type="radio"
            name={name}
            checked={view.kind === kind}
            onChange={() => onView({ kind })}
          />
          <span>{text}</span>
        </label>
      ))}
      <label className={style.view}>
        <input
          type="checkbox"
          checked={view.narrow}
          onChange={({ target }) => onView({ narrow: target.checked })}
        />
        <span>390 px</span>
      </label>
      <label className={style.view}>
        <input
          type="checkbox"
          checked={view.plain}
          onChange={({ target }) => onView({ plain: target.checked })}
        />
        <span>Plain editor</span>
      </label>
    </div>
  )
}
