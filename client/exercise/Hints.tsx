/** Hints that fit the last attempt, one by one and only when asked for; under them those that were read before. */
import { useState } from 'react'
import { Lightbulb } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button, html, takeFocus } from '../ui/index.ts'
import { useHintTexts, useHintsRead } from './useHintsRead.ts'
import type { HintText } from './useHintsRead.ts'
import style from './Exercise.module.css'

interface HintsProps {
  lesson: string
  step: string
  /** How many fit the attempt that was judged last; 0 when it failed at nothing, or was another day's. */
  count: number
}

interface Open extends HintText {
  /** What was seen brought it up; else it fits every failure. */
  observed: boolean
  /** The button goes with it, so that the reading goes on here. */
  last: boolean
}

/** Give it a `key` of the attempt: another one may have other hints. */
export function Hints({ lesson, step, count }: HintsProps) {
  const session = useSession()
  const [open, setOpen] = useState<readonly Open[]>([])
  const { keys, keep } = useHintsRead(lesson, step)
  const more = async () => {
    const answer = await session.ask({ type: 'hint', lesson, step, at: open.length })
    if (answer.type !== 'hint') return
    const { key, html: text, observed = false, at, of } = answer
    setOpen([...open, { key, html: text, observed, last: at + 1 === of }])
    keep(key)
  }
  return (
    <>
      <div role="status">
        {open.map(({ key, html: text, observed, last }, at) => (
          <div key={key} ref={last ? takeFocus : null} tabIndex={-1} className={style.hint}>
            <h3>
              <Lightbulb size={16} strokeWidth={1.75} aria-hidden="true" />
              Hint {at + 1} of {count}
              {observed ? ', for what just happened' : ''}
            </h3>
            <p {...html(text)} />
          </div>
        ))}
      </div>
      <ReadBefore
        place={[lesson, step].map(encodeURIComponent).join('/')}
        keys={keys.filter((key) => !open.some((one) => one.key === key))}
      />
      {open.length < count ? (
        <Button onClick={() => void more()}>
          {open.length === 0 ? `Hint 1 of ${count}` : 'Next hint'}
        </Button>
      ) : null}
    </>
  )
}

/** They may not fit what happens now, so they are not in the way. */
function ReadBefore({ place, keys }: { place: string; keys: readonly string[] }) {
  const hints = useHintTexts(place, keys)
  if (hints.length === 0) return null
  return (
    <details className={style.before}>
      <summary>{hints.length === 1 ? 'A hint' : `${hints.length} hints`} you have read</summary>
      <ul>
        {hints.map(({ key, html: text }) => (
          <li key={key} {...html(text)} />
        ))}
      </ul>
    </details>
  )
}
