/** Loads the page again where only that can help, and not twice in a row. */
import { CloseCode } from '../../server/protocol/index.ts'
import type { Connection } from './connect.ts'

const KEY = 'backchannel:reloaded'
const NOT_AGAIN_MS = 60_000

/** Another version of the server, or a browser that it does not know: a fresh page has what it takes. */
export function reloadWhenStale(connection: Connection): void {
  const storage = tabStorage()
  if (storage === undefined) return
  connection.state.subscribe((state) => {
    if (state.type !== 'over' || state.code === CloseCode.abuse) return
    if (Date.now() - Number(storage.getItem(KEY)) < NOT_AGAIN_MS) return
    storage.setItem(KEY, String(Date.now()))
    location.reload()
  })
}

/** Forbidden in another site's frame where third-party cookies are: then nothing is known of the page before. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}
