/** Says what is new to a screen reader: politely, counted, and seldom. */
import { useEffect, useRef, useState } from 'react'
import type { Model } from './model.ts'
import { newsOf } from './news.ts'

/** Between two announcements, ms. */
const EVERY_MS = 5000

export function News({ model }: { model: Model }) {
  const [say, setSay] = useState('')
  const seen = useRef(model.fold.rows.at(-1)?.seq ?? 0)
  useEffect(() => {
    const timer = setInterval(() => {
      model.sync()
      const news = newsOf(model.fold, seen.current)
      seen.current = model.fold.rows.at(-1)?.seq ?? 0
      if (news !== '') setSay(news)
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [model])
  return (
    <p className="unseen" role="status">
      {say}
    </p>
  )
}
