/** Composition root of the page: makes connection, session and progress, and mounts the App. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import {
  browserWorld,
  connect,
  framedLearner,
  hurryWithBrowser,
  reloadWhenStale,
  seenBefore,
} from './connection/index.ts'
import type { Ask } from './connection/index.ts'
import { keepForOffline } from './offline/register.ts'
import { browserShelf, createProgress, ownStorage } from './progress/index.ts'
import { createSession } from './session/index.ts'
import { startTheme } from './ui/index.ts'
import { editorStands } from './workbench/index.ts'
import './theme.css'

/** A hidden tab draws no frames: there it is time to take events in twice a second. */
function frame(draw: () => void): void {
  if (document.hidden) setTimeout(draw, 500)
  else requestAnimationFrame(draw)
}

// Both need the connection to ask, and the connection needs both to hear.
const ask = (one: Ask) => connection.ask(one)
const session = createSession({ ask, frame })
const progress = createProgress({
  ask,
  shelf:
    framedLearner === undefined
      ? browserShelf(ownStorage())
      : browserShelf(window.sessionStorage, `studio/${framedLearner}/`),
  now: browserWorld.now,
  after: browserWorld.after,
})
const before = seenBefore(session.seen)
const connection = connect({
  ...browserWorld,
  seen: () => session.seen() ?? before,
  heard: (news) => {
    session.heard(news)
    progress.heard(news)
  },
  puzzled: session.say,
})
hurryWithBrowser(connection)
reloadWhenStale(connection)

startTheme(ownStorage())

keepForOffline(editorStands)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App connection={connection} session={session} progress={progress} />
  </StrictMode>,
)
