/** The text of a step: its links open tabs, light lines, and lead to other steps. */
import type { MouseEvent, ReactNode } from 'react'
import { html } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { meaningOfLink } from './links.ts'
import type { Meant } from './links.ts'
import style from './Prose.module.css'

export interface ProseProps {
  step: StepView
  /** Stands before the first section: the text above it leads to it, what is below explains it. */
  children?: ReactNode
  /** When what is below is shown, as a sentence; undefined: it is. */
  held: string | undefined
  onFollow: (meant: Exclude<Meant, { type: 'away' | 'term' }>) => void
}

export function Prose({ step, children, held, onFollow }: ProseProps) {
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null) return
    const meant = meaningOfLink(link.dataset)
    if (meant.type === 'term') return
    if (meant.type === 'away') {
      link.target = '_blank'
      link.rel = 'noreferrer'
      return
    }
    event.preventDefault()
    onFollow(meant)
  }
  const at = step.html.indexOf('<h2')
  const cut = at < 0 ? step.html.length : at
  return (
    <article className={style.prose} aria-labelledby="step-title">
      <h1 id="step-title" tabIndex={-1}>
        {step.title}
      </h1>
      <div onClick={clicked} {...html(step.html.slice(0, cut))} />
      {children}
      {held !== undefined ? (
        <p className={style.held}>{held}</p>
      ) : (
        <div onClick={clicked} {...html(step.html.slice(cut))} />
      )}
    </article>
  )
}
