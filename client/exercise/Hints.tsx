/** Hints for what just happened, one by one and only when asked for. */
import { useState } from 'react'
import { Lightbulb } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button, html } from '../ui/index.ts'
import style from './Exercise.module.css'

interface HintsProps {
  lesson: string
  step: string
  /** How many fit the attempt that was judged last. */
  count: number
}

/** Give it a `key` of the attempt: another one may have other hints. */
export function Hints({ lesson, step, count }: HintsProps) {
  const session = useSession()
  const [open, setOpen] = useState<readonly string[]>([])
  const more = async () => {
    const answer = await session.ask({ type: 'hint', lesson, step, at: open.length })
    if (answer.type === 'hint') setOpen([...open, answer.html])
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
      {open.length < count ? (
        <Button onClick={() => void more()}>
          {open.length === 0 ? `Hint 1 of ${count}` : 'Next hint'}
        </Button>
      ) : null}
    </>
  )
}
