/** Which term's card is open: by pointer, by focus or by a tap; it stays until one leaves, or presses Escape. */
import { useEffect, useState } from 'react'

export interface OpenTerm {
  readonly id: string
  readonly link: HTMLElement
}

/** A pointer that only passes over a word opens nothing; one on its way to the card does not lose it. ms. */
const REST = 150
const LEAVE = 250

const linkOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('a[data-term]') : null

const hasKeyboard = (link: Element | null): boolean => link?.matches(':focus-visible') === true

/** `card` is where the pointer may go without closing it. */
export function useTermLink(card: React.RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState<OpenTerm>()
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (link: HTMLElement | undefined, after = 0) => {
      clearTimeout(timer)
      const next = link && { id: link.dataset['term'] ?? '', link }
      if (after === 0) setOpen(next)
      else timer = setTimeout(() => setOpen(next), after)
    }
    const heard = listeners({
      show,
      keep: () => clearTimeout(timer),
      isInside: (target) => target instanceof Node && card.current?.contains(target) === true,
      pressed: setTouched,
    })
    for (const [type, hear] of heard) document.addEventListener(type, hear, true)
    return () => {
      clearTimeout(timer)
      for (const [type, hear] of heard) document.removeEventListener(type, hear, true)
    }
  }, [card])
  return { open, touched }
}

interface Acts {
  /** The card of a link, or none; at once, or after so many ms. */
  show: (link: HTMLElement | undefined, after?: number) => void
  /** What is to be shown later is not. */
  keep: () => void
  isInside: (target: EventTarget | null) => boolean
  /** Whether the last press was a finger's. */
  pressed: (byTouch: boolean) => void
}

type Heard = [type: string, hear: (event: Event) => void]

function listeners(acts: Acts): Heard[] {
  return [...pointing(acts), ...typing(acts)]
}

/** A pointer opens by resting on the word; a finger by a tap, where a click would follow the link. */
function pointing({ show, keep, isInside, pressed }: Acts): Heard[] {
  let byTouch = false
  return [
    [
      'pointerover',
      (event) => {
        if (!(event instanceof PointerEvent) || event.pointerType === 'touch') return
        const link = linkOf(event.target)
        if (isInside(event.target) && link === null) keep()
        else if (link !== null) show(link, REST)
        // What the keyboard opened stays while its word has the focus.
        else if (!hasKeyboard(linkOf(document.activeElement))) show(undefined, LEAVE)
      },
    ],
    [
      'pointerdown',
      (event) => {
        byTouch = event instanceof PointerEvent && event.pointerType === 'touch'
        pressed(byTouch)
        if (linkOf(event.target) === null && !isInside(event.target)) show(undefined)
      },
    ],
    [
      'click',
      (event) => {
        const link = linkOf(event.target)
        if (link === null || !byTouch) return
        event.preventDefault()
        show(link)
      },
    ],
  ]
}

function typing({ show, isInside }: Acts): Heard[] {
  return [
    [
      'focusin',
      (event) => {
        const link = linkOf(event.target)
        if (link !== null && hasKeyboard(link)) show(link)
        else if (link === null && !isInside(event.target)) show(undefined)
      },
    ],
    [
      'keydown',
      (event) => {
        if (event instanceof KeyboardEvent && event.key === 'Escape') show(undefined)
      },
    ],
  ]
}
