/** All terms of the course, each with what it means and the steps that use it. */
import { useEffect, useRef } from 'react'
import { html } from '../ui/index.ts'
import type { GlossaryView } from '../../server/protocol/index.ts'
import style from './Glossary.module.css'

export interface GlossaryProps {
  glossary: GlossaryView
  /** The term that one came for. */
  at: string | undefined
  hrefOf: (lesson: string, step: string) => string
}

export function Glossary({ glossary, at, hrefOf }: GlossaryProps) {
  const { terms } = glossary
  const list = useRef<HTMLDListElement>(null)
  useEffect(() => {
    const term = at === undefined ? null : list.current?.querySelector(`#${CSS.escape(at)}`)
    if (!(term instanceof HTMLElement)) return
    term.scrollIntoView({ block: 'center' })
    term.focus({ preventScroll: true })
  }, [at])
  return (
    <main className={style.page}>
      <h1 tabIndex={-1}>Glossary</h1>
      {terms.length === 0 ? <p>This course explains its words where it uses them.</p> : null}
      <dl ref={list}>
        {terms.map((term) => (
          <div key={term.id} className={term.id === at ? style.here : style.term}>
            <dt id={term.id} tabIndex={-1}>
              {term.name}
            </dt>
            <dd>
              <div {...html(term.html)} />
              <Steps term={term} hrefOf={hrefOf} />
            </dd>
          </div>
        ))}
      </dl>
    </main>
  )
}

interface StepsProps extends Pick<GlossaryProps, 'hrefOf'> {
  term: GlossaryView['terms'][number]
}

function Steps({ term: { name, steps, more }, hrefOf }: StepsProps) {
  if (steps.length === 0) return null
  return (
    <ul className={style.steps} aria-label={`Steps that use ${name}`}>
      {steps.map(({ lesson, step, title }) => (
        <li key={`${lesson}/${step}`}>
          <a href={hrefOf(lesson, step)}>{title}</a>
        </li>
      ))}
      {more === 0 ? null : <li>{more === 1 ? 'and one more' : `and ${more} more`}</li>}
    </ul>
  )
}
