/** Hints for what just happened, one by one and only when asked for; under them those that were read before. */
import { useState } from 'react'
import { Lightbulb } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button, html } from '../ui/index.ts'
import { useHintsRead } from './useHintsRead.ts'
import style from './Exercise.module.css'

interface HintsProps {
  lesson: string
  step: string
  /** How many fit the attempt that was judged last; 0 when it failed at nothing, or was another day's. */
  count: number
}

/** Give it a `key` of the attempt: another one may have other hints. */
export function Hints({ lesson, step, count }: HintsProps) {
  const session = useSession()
  const [open, setOpen] = useState<readonly string[]>([])
  const { read, keep } = useHintsRead(lesson, step)
  const more = async () => {
    const answer = await session.ask({ type: 'hint', lesson, step, at: open.length })
    if (answer.type !== 'hint') return
    setOpen([...open, answer.html])
    keep(answer.html)
  }
  return (
    <>
      <div role="status">
        {open.map((text, at) => (
          <div key={text} className={style.hint}>
            <h3>
              <Lightbulb size={16} strokeWidth={1.75} aria-hidden="true" />
              Hint {at + 1} of {count}, for what just happened
            </h3>
            <p {...html(text)} />
          </div>
        ))}
      </div>
      <ReadBefore hints={read.filter((text) => !open.includes(text))} />
      {open.length < count ? (
        <Button onClick={() => void more()}>
          {open.length === 0 ? `Hint 1 of ${count}` : 'Next hint'}
        </Button>
      ) : null}
    </>
  )
}

/** They may not fit what happens now, so they are not in the way. */
function ReadBefore({ hints }: { hints: readonly string[] }) {
  if (hints.length === 0) return null
  return (
    <details className={style.before}>
      <summary>{hints.length === 1 ? 'A hint' : `${hints.length} hints`} you have read</summary>
      <ul>
        {hints.map((text) => (
          <li key={text} {...html(text)} />
        ))}
      </ul>
    </details>
  )
}
