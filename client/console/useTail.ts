/** Stays at the end as lines come, unless the learner has scrolled away from it. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { RefCallback } from 'react'
import type { Sight } from './window.ts'

/** Closer to the end than this, in px, counts as at the end. */
const NEAR = 24

interface Tail {
  box: RefCallback<HTMLElement>
  onScroll: () => void
  follows: boolean
  /** Goes to the end and stays there. */
  follow: () => void
  /** Lines that came since the learner scrolled away. */
  unread: number
  sight: Sight
}

export function useTail(lines: number): Tail {
  const element = useRef<HTMLElement>(null)
  const [sight, setSight] = useState<Sight>({ top: 0, height: 600 })
  /** How many lines there were when the learner scrolled away; undefined while at the end. */
  const [leftAt, setLeftAt] = useState<number>()
  const follows = leftAt === undefined
  const box = useCallback((made: HTMLElement) => {
    element.current = made
    const observer = new ResizeObserver(() =>
      setSight(({ top }) => ({ top, height: made.clientHeight })),
    )
    observer.observe(made)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (follows) element.current?.scrollTo({ top: element.current.scrollHeight })
  })
  const onScroll = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = element.current ?? {}
    setSight({ top: scrollTop, height: clientHeight })
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR
    setLeftAt((before) => (atEnd ? undefined : (before ?? lines)))
  }
  return {
    box,
    onScroll,
    follows,
    follow: () => setLeftAt(undefined),
    unread: leftAt === undefined ? 0 : Math.max(0, lines - leftAt),
    sight,
  }
}
