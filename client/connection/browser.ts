/** The browser as the connection's world: timers, chance, visibility; and what makes it hurry. */
import type { Connection, World } from './connect.ts'
import { dialServer } from './socket.ts'

/** What a frame shows, in few characters: the step, and the end of its packed code. */
function framed({ pathname, hash }: Location): string | undefined {
  return pathname.startsWith('/embed/') ? `${pathname}${hash.slice(-80)}`.slice(-200) : undefined
}

/** Everything of `World` that does not depend on who listens. */
export const browserWorld: Pick<
  World,
  'dial' | 'now' | 'random' | 'hidden' | 'embedded' | 'after'
> = {
  dial: dialServer,
  now: () => Date.now(),
  random: () => Math.random(),
  hidden: () => document.hidden,
  embedded: framed(location),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

/** Dials at once when the network is back, the tab is looked at again, or the machine woke. */
export function hurryWithBrowser(connection: Connection): void {
  addEventListener('online', connection.hurry)
  addEventListener('pageshow', connection.hurry)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) connection.hurry()
  })
}
