/** One WebSocket behind a small interface (sole user of WebSocket), so that tests can have another. */

import { ownUrl } from './learner.ts'

export interface Socket {
  /** False from the moment at which a side closes it, some time before `closed`: what is sent then goes nowhere. */
  isOpen: () => boolean
  send: (text: string) => void
  close: () => void
}

export interface SocketEvents {
  opened: () => void
  heard: (text: string) => void
  /** Comes exactly once, also when it never opened. */
  closed: (code: number) => void
}

/** What a browser says of a connection that ended without a word. */
const NO_FAREWELL = 1006

export type Dial = (events: SocketEvents) => Socket

/** Dials `/ws` of the page's own server. */
export function dialServer(events: SocketEvents): Socket {
  const url = new URL(ownUrl('/ws'), location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  const listening = new AbortController()
  const { signal } = listening
  socket.addEventListener('open', events.opened, { signal })
  socket.addEventListener(
    'message',
    ({ data }) => {
      if (typeof data === 'string') events.heard(data)
    },
    { signal },
  )
  socket.addEventListener('close', ({ code }) => events.closed(code), { signal })
  const close = () => {
    if (signal.aborted) return
    // Where nobody answers, the browser waits a minute for the other side's farewell.
    listening.abort()
    socket.close()
    events.closed(NO_FAREWELL)
  }
  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (text) => socket.send(text),
    close,
  }
}
