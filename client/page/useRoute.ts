/** The present route, by the History API; links within the page change it without a load. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { parseRoute } from './route.ts'
import type { Route } from './route.ts'

const CHANGED = 'backchannel:route'

export function navigate(path: string): void {
  if (path === here()) return
  history.pushState(null, '', path)
  dispatchEvent(new Event(CHANGED))
}

/** The same place under its proper address, without a step in the history. */
export function replace(path: string): void {
  history.replaceState(null, '', path)
  dispatchEvent(new Event(CHANGED))
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, here)
  return useMemo(() => parseRoute(path), [path])
}

/** With the fragment: it names a term of the glossary, or what a link has brought along. */
function here(): string {
  return `${location.pathname}${location.hash}`
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed)
  addEventListener(CHANGED, changed)
  return () => {
    removeEventListener('popstate', changed)
    removeEventListener(CHANGED, changed)
  }
}

/** Follows plain clicks on links to this page's own places. */
export function useLinks(): void {
  useEffect(() => {
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [])
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || link.target !== '' || link.hasAttribute('download')) return
  if (link.origin !== location.origin || parseRoute(link.pathname).type === 'unknown') return
  event.preventDefault()
  navigate(`${link.pathname}${link.hash}`)
}
