/** The text of a step: its links open tabs, light lines, and lead to other steps. */
import type { MouseEvent } from 'react'
import { html } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { meaningOfLink } from './links.ts'
import type { Meant } from './links.ts'
import style from './Prose.module.css'

export interface ProseProps {
  step: StepView
  onFollow: (meant: Exclude<Meant, { type: 'away' }>) => void
}

export function Prose({ step, onFollow }: ProseProps) {
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null) return
    const meant = meaningOfLink(link.dataset)
    if (meant.type === 'away') {
      link.target = '_blank'
      link.rel = 'noreferrer'
      return
    }
    event.preventDefault()
    onFollow(meant)
  }
  return (
    <article className={style.prose} aria-labelledby="step-title">
      <h1 id="step-title" tabIndex={-1}>
        {step.title}
      </h1>
      <div onClick={clicked} {...html(step.html)} />
    </article>
  )
}
