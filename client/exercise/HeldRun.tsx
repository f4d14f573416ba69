/** In place of what the first run shows, while its prediction is open: that it is held, and the way to the question. */
import { Button, html } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import style from './HeldRun.module.css'

export interface HeldRunProps {
  predict: NonNullable<StepView['predict']>
  /** Brings the question into view. */
  onAsk: () => void
}

export function HeldRun({ predict, onAsk }: HeldRunProps) {
  const ask = () => {
    onAsk()
    // On a phone it is drawn by now: views are shown and hidden by style alone.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('form[aria-label="Prediction"] input')?.focus(),
    )
  }
  return (
    <section className={style.held} aria-label="What the run shows">
      <svg width="28" height="28" viewBox="0 0 28 28" fill="none" aria-hidden="true">
        <path d="M14 2L26 14 14 26 2 14z" fill="var(--you)" stroke="var(--ink)" strokeWidth="1.6" />
      </svg>
      <div>
        {/* Whether it still runs is often the answer. */}
        <h2>What your run shows is held until you have chosen.</h2>
        <div {...html(predict.askHtml)} />
      </div>
      <Button onClick={ask}>To the question</Button>
    </section>
  )
}
