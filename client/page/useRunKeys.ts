/** Ctrl+Enter runs, Ctrl+. stops, Ctrl+M changes what Tab does in the editor: from anywhere on the page. */
import { useEffect } from 'react'

interface RunKeys {
  run: () => void
  stop: () => void
  toggleTab: () => void
}

export function useRunKeys({ run, stop, toggleTab }: RunKeys): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      // Cmd on a Mac; Ctrl there as well, since Cmd+M belongs to the system.
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const act = { Enter: run, '.': stop, m: toggleTab, M: toggleTab }[event.key]
      if (act === undefined) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) act()
    }
    // Before the editor sees them.
    window.addEventListener('keydown', typed, { capture: true })
    return () => window.removeEventListener('keydown', typed, { capture: true })
  })
}
