/** The width of an element in px, as it changes. */
import { useCallback, useState } from 'react'
import type { RefCallback } from 'react'

export function useWidth<E extends Element>(): [RefCallback<E>, number] {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: E) => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
