/** The app's page in a frame that may do nothing: no scripts, no origin, no forms, no windows, no way out. */
import { useMemo } from 'react'
import type { VisitPage } from '../../server/protocol/index.ts'
import { framed } from './frame.ts'
import style from './App.module.css'

export function Frame({ page, port }: { page: VisitPage; port: number }) {
  const document = useMemo(
    () => framed(page, location.origin, `http://localhost:${port}`),
    [page, port],
  )
  return (
    <iframe
      className={style.frame}
      title={`The app's page ${page.path}`}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={document}
    />
  )
}
