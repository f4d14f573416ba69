/** Gives the session, the progress and the connection to the page. */
import { useEffect, useState } from 'react'
import { ConnectionProvider } from './connection/index.ts'
import type { Connection } from './connection/index.ts'
import { fetchNotice } from './lab/index.ts'
import { Page, TriesContext } from './page/index.ts'
import { ProgressProvider } from './progress/index.ts'
import type { Progress } from './progress/index.ts'
import { SessionProvider } from './session/index.ts'
import type { Session } from './session/index.ts'

interface AppProps {
  connection: Connection
  session: Session
  progress: Progress
}

export function App({ connection, session, progress }: AppProps) {
  const [tries, setTries] = useState(0)
  useEffect(
    () =>
      connection.state.subscribe(({ type }, before) => {
        if (type === 'open' && before.type !== 'open') setTries((count) => count + 1)
      }),
    [connection],
  )
  useEffect(fetchNotice, [])
  return (
    <ConnectionProvider value={connection}>
      <SessionProvider value={session}>
        <ProgressProvider value={progress}>
          <TriesContext value={tries}>
            <Page />
          </TriesContext>
        </ProgressProvider>
      </SessionProvider>
    </ConnectionProvider>
  )
}
