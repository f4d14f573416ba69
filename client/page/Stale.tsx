/** A part of this page was asked for and is not on the server any more, which has a newer build: says so, with the way on. */
import { useEffect, useState } from 'react'
import { Button } from '../ui/index.ts'
import style from './Stale.module.css'

/** Vite's own event: a chunk did not come. */
const MISSED = 'vite:preloadError'

export function Stale() {
  const [stale, setStale] = useState(false)
  useEffect(() => {
    // A server that does not answer is told elsewhere, and a reload would not help.
    const look = async () => (await fetch('/healthz')).ok && setStale(true)
    const missed = () => void look().catch(() => undefined)
    addEventListener(MISSED, missed)
    return () => removeEventListener(MISSED, missed)
  }, [])
  if (!stale) return null
  return (
    <div className={style.stale} role="alert">
      <p>
        A part of this page did not come: the server may have a newer one. Code, answers and place
        are kept.
      </p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </div>
  )
}
