/** Where progress is kept now, and how to erase it. */
import { useState } from 'react'
import { Button } from '../ui/index.ts'
import { useCopy, useEntries, useProgress } from '../progress/index.ts'
import style from './Course.module.css'

export function Kept() {
  const copy = useCopy()
  const progress = useProgress()
  const entries = useEntries()
  const [sure, setSure] = useState(false)
  const some = Object.values(entries).some((entry) => entry.value !== null)
  const erase = () => {
    for (const key of Object.keys(entries)) progress.write(key, null)
    setSure(false)
  }
  return (
    <section className={style.block} aria-label="What is kept">
      <p role="status">
        {copy === 'browser'
          ? 'Progress is kept in this browser; the copy on the server is made when it is back.'
          : 'Progress and code are kept in this browser, with a copy on the server.'}
      </p>
      {some && !sure ? (
        <Button look="bare" onClick={() => setSure(true)}>
          Erase it
        </Button>
      ) : null}
      {sure ? (
        <p className={style.sure}>
          <Button onClick={erase}>Erase all progress and code</Button>
          <Button look="bare" onClick={() => setSure(false)}>
            Not now
          </Button>
        </p>
      ) : null}
    </section>
  )
}
