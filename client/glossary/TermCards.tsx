/** The cards of the glossary's terms: over every link to one, wherever on the page it stands. */
import { useLayoutEffect, useRef } from 'react'
import { html } from '../ui/index.ts'
import type { GlossaryView } from '../../server/protocol/index.ts'
import { placeCard } from './place.ts'
import { useTermLink } from './useTermLink.ts'
import type { OpenTerm } from './useTermLink.ts'
import style from './TermCards.module.css'

interface TermCardsProps {
  glossary: GlossaryView
}

export function TermCards({ glossary }: TermCardsProps) {
  const card = useRef<HTMLElement>(null)
  const { open, touched } = useTermLink(card)
  const term = glossary.terms.find(({ id }) => id === open?.id)
  useKeptInPlace(term && open, ({ link }) => {
    const box = link.getClientRects()[0]
    if (card.current === null || box === undefined) return
    const size = { width: card.current.offsetWidth, height: card.current.offsetHeight }
    const { left, top } = placeCard(box, size, { width: innerWidth, height: innerHeight })
    card.current.style.left = `${left}px`
    card.current.style.top = `${top}px`
  })
  return (
    <>
      {/* What describes the links of prose to who does not see the card. */}
      <div hidden>
        {glossary.terms.map(({ id, html: text }) => (
          <div key={id} id={`term-${id}`} {...html(text)} />
        ))}
      </div>
      {term === undefined ? null : (
        <section ref={card} className={style.card} aria-label={term.name}>
          <p className={style.name}>{term.name}</p>
          <div {...html(term.html)} />
          {touched ? <a href={`/glossary#${term.id}`}>In the glossary</a> : null}
        </section>
      )}
    </>
  )
}

/** Calls `put` now, and whenever something scrolls while `open`. */
function useKeptInPlace(open: OpenTerm | undefined, put: (open: OpenTerm) => void): void {
  useLayoutEffect(() => {
    if (open === undefined) return
    const again = () => put(open)
    again()
    addEventListener('scroll', again, { capture: true, passive: true })
    addEventListener('resize', again)
    return () => {
      removeEventListener('scroll', again, { capture: true })
      removeEventListener('resize', again)
    }
  })
}
