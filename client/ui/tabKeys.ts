/** Arrow keys in a list of tabs: the neighbour opens and takes the focus. */
import type { KeyboardEvent } from 'react'

/** For `onKeyDown` of a `tablist`; `at` is the open tab, of `count`. */
export function tabKeys(at: number, count: number, open: (index: number) => void) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined || count === 0) return
    event.preventDefault()
    const next = (at + by + count) % count
    open(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
}
