/** The text of a step: its links open tabs, light lines, and lead to other steps. */
import { useMemo } from 'react'
import type { MouseEvent } from 'react'
import { html } from '../ui/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { meaningOfLink } from './links.ts'
import type { Meant } from './links.ts'
import style from './Prose.module.css'

export interface ProseProps {
  step: StepView
  steps: readonly string[]
  onFollow: (meant: Exclude<Meant, { type: 'away' }>) => void
}

export function Prose({ step, steps, onFollow }: ProseProps) {
  const files = useMemo(() => step.files.map((file) => file.name), [step])
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const href = link?.getAttribute('href')
    if (link === null || href === null || href === undefined) return
    const meant = meaningOfLink(href, { files, steps })
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
      <div onClick={clicked} {...html(withoutTitle(step.html))} />
    </article>
  )
}

/** The title is ours to draw, once, also where the text begins with it. */
function withoutTitle(text: string): string {
  return text.replace(/^\s*<h1[^>]*>[\s\S]*?<\/h1>/, '')
}
