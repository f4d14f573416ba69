/** A part of this page was asked for and did not come: says so once the server answers, with the way on. */
import { useEffect, useState } from 'react'
import { useConnectionState } from '../connection/index.ts'
import { Button } from '../ui/index.ts'
import style from './Stale.module.css'

/** Vite's own event: a chunk did not come. */
const MISSED = 'vite:preloadError'

export function Stale() {
  const [missed, setMissed] = useState(0)
  const [stale, setStale] = useState(false)
  const { type } = useConnectionState()
  useEffect(() => {
    const miss = () => setMissed((times) => times + 1)
    addEventListener(MISSED, miss)
    return () => removeEventListener(MISSED, miss)
  }, [])
  useEffect(() => {
    if (missed === 0) return
    const look = async () => (await fetch('/healthz')).ok && setStale(true)
    // A server that does not answer is told elsewhere, and a reload would not help: asked again when it is back.
    void look().catch(() => undefined)
  }, [missed, type])
  if (!stale) return null
  return (
    <div className={style.stale} role="alert">
      <p>
        A part of this page did not come: the connection was gone, or the server has a newer one.
        Code, answers and place are kept.
      </p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </div>
  )
}
