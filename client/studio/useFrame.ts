/** The frame that shows the page: its document as soon as it is there, and where it is. */
import { useEffect, useState } from 'react'

/** The page's own event for a changed address. */
const ROUTE = 'backchannel:route'

export interface Framed {
  window: Window
  document: Document
  /** `/lessons/…` */
  path: string
}

/** `frame` may change; the address is kept in ours, so that a reload comes back to it. */
export function useFramed(frame: HTMLIFrameElement | null): Framed | undefined {
  const [framed, setFramed] = useState<Framed>()
  useEffect(() => {
    if (frame === null) return
    const looked = () => {
      const inside = frame.contentWindow
      if (inside === null) return
      const path = inside.location.pathname
      history.replaceState(null, '', `#${path}`)
      setFramed({ window: inside, document: inside.document, path })
    }
    const loaded = () => {
      looked()
      frame.contentWindow?.addEventListener('popstate', looked)
      frame.contentWindow?.addEventListener(ROUTE, looked)
    }
    frame.addEventListener('load', loaded)
    return () => {
      frame.removeEventListener('load', loaded)
      setFramed(undefined)
    }
  }, [frame])
  return framed
}

/** Where our own address says that the page was. */
export function startPath(): string {
  const path = location.hash.slice(1)
  return path.startsWith('/') && !path.startsWith('//') ? path : '/'
}

/** As a link in the page would. */
export function goTo({ window: inside }: Framed, path: string): void {
  inside.history.pushState(null, '', path)
  inside.dispatchEvent(new Event(ROUTE))
}

/** The same place under another address, without a step in the history. */
export function replaceWith({ window: inside }: Framed, path: string): void {
  inside.history.replaceState(null, '', path)
  inside.dispatchEvent(new Event(ROUTE))
}

export interface Where {
  lesson?: string
  /** A step's id, or `quiz`. */
  step?: string
}

export function whereOf(path: string): Where {
  const [root, lesson, step] = path.split('/').filter((part) => part !== '')
  if (root !== 'lessons' || lesson === undefined) return {}
  const named = decodeURIComponent(lesson)
  return step === undefined ? { lesson: named } : { lesson: named, step: decodeURIComponent(step) }
}
