/** A panel with the row that publishes by hand below it: one press opens it, and it stays as it was left. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ownStorage } from '../progress/index.ts'
import { Button, Tools } from '../ui/index.ts'
import { PublishRow } from './later.ts'
import style from './WithPublish.module.css'

const KEY = 'backchannel:publish'

export interface WithPublishProps {
  texts: readonly string[]
  nameOf: (program: string) => string
  children: ReactNode
}

export function WithPublish({ children, ...row }: WithPublishProps) {
  const [shown, setShown] = useState(() => ({
    open: ownStorage()?.getItem(KEY) === 'open',
    /** It was opened here and now: the learner is about to type. */
    fresh: false,
  }))
  const toggle = () => {
    const open = !shown.open
    setShown({ open, fresh: true })
    ownStorage()?.setItem(KEY, open ? 'open' : 'closed')
  }
  return (
    <div className={style.both}>
      <div className={style.panel}>{children}</div>
      {shown.open ? (
        <div className={style.row}>
          <PublishRow {...row} takesFocus={shown.fresh} />
        </div>
      ) : null}
      <Tools>
        <span className={style.toggle}>
          <Button look="bare" aria-expanded={shown.open} onClick={toggle}>
            Publish
          </Button>
        </span>
      </Tools>
    </div>
  )
}
