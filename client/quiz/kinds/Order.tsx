/** Lines of code to be put in order: by arrow keys, by buttons, or by dragging. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { IconButton, takeFocus } from '../../ui/index.ts'
import type { Parts, QuestionView } from '../../../server/protocol/index.ts'
import type { AnswerProps } from '../Answer.tsx'
import { moved } from '../draft.ts'
import { Ordered } from './Ordered.tsx'
import { OrderRow } from './OrderRow.tsx'
import style from './Order.module.css'

type OrderQuestion = Extract<QuestionView, { kind: 'order' }>
type OrderProps = AnswerProps<OrderQuestion>

export function Order({ question, judged, ...rest }: OrderProps) {
  if (judged !== undefined) return <Ordered question={question} judged={judged} />
  return (
    <>
      <p className={style.how}>
        Arrow keys move the line that has the focus; so do the buttons, and dragging.
        {question.extra ? ' Not every line belongs.' : ''}
      </p>
      <Ordering question={question} {...rest} />
    </>
  )
}

function Ordering({ question, parts, onParts }: Omit<OrderProps, 'judged'>) {
  const [told, setTold] = useState({ say: '', back: '' })
  const [dragged, setDragged] = useState('')
  const textOf = (key: string) => question.lines.find((line) => line.key === key)?.text ?? ''
  const put = (next: Parts, say: string, back = '') => {
    onParts(next)
    setTold({ say, back })
  }
  const move = (key: string, by: number) => {
    const to = parts.indexOf(key) + by
    if (by === 0 || to < 0 || to >= parts.length) return
    put(moved(parts, to - by, by), `${textOf(key).trim()}: now ${to + 1} of ${parts.length}`)
  }
  const remove = (key: string) =>
    put(
      parts.filter((one) => one !== key),
      `${textOf(key).trim()}: taken out`,
    )
  return (
    <>
      <ol className={style.lines} aria-label="Your order">
        {parts.map((key, at) => (
          <OrderRow
            key={key}
            text={textOf(key)}
            at={at}
            of={parts.length}
            removable={question.extra && parts.length > 1}
            putBack={key === told.back}
            onMove={(by) => move(key, by)}
            onRemove={() => remove(key)}
            onDrag={() => setDragged(key)}
            onOver={() =>
              parts.includes(dragged) ? move(dragged, at - parts.indexOf(dragged)) : {}
            }
          />
        ))}
      </ol>
      <TakenOut
        lines={question.lines.filter(({ key }) => !parts.includes(key))}
        onBack={(key) => put([...parts, key], `${textOf(key).trim()}: put back, at the end`, key)}
      />
      <p className="unseen" aria-live="polite">
        {told.say}
      </p>
    </>
  )
}

interface TakenOutProps {
  lines: OrderQuestion['lines']
  onBack: (key: string) => void
}

function TakenOut({ lines, onBack }: TakenOutProps) {
  if (lines.length === 0) return null
  return (
    <>
      <p className={style.how}>Taken out</p>
      <ul className={style.lines} aria-label="Taken out">
        {lines.map(({ key, text }) => (
          <li key={key} className={`${style.line} ${style.out}`}>
            <code>{text}</code>
            <IconButton
              ref={takeFocus}
              name={`Put back: ${text.trim()}`}
              onClick={() => onBack(key)}
            >
              <Plus size={16} strokeWidth={1.75} />
            </IconButton>
          </li>
        ))}
      </ul>
    </>
  )
}
