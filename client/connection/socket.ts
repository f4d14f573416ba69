/** One WebSocket behind a small interface (sole user of WebSocket), so that tests can have another. */

import { ownUrl } from './learner.ts'

export interface Socket {
  send: (text: string) => void
  close: () => void
}

export interface SocketEvents {
  opened: () => void
  heard: (text: string) => void
  /** Comes exactly once, also when it never opened. */
  closed: (code: number) => void
}

export type Dial = (events: SocketEvents) => Socket

/** Dials `/ws` of the page's own server. */
export function dialServer(events: SocketEvents): Socket {
  const url = new URL(ownUrl('/ws'), location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  socket.addEventListener('open', events.opened)
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') events.heard(data)
  })
  socket.addEventListener('close', ({ code }) => events.closed(code))
  return { send: (text) => socket.send(text), close: () => socket.close() }
}
