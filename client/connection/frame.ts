/** A frame of another page goes on in its own session when it is loaded again, and knows it before the server does. */
import { tabStorage } from './again.ts'
import { browserWorld } from './browser.ts'
import type { Hello } from './connect.ts'

const KEY = 'backchannel:frame'

/**
 * What this frame had before it was loaded again: `seen` is asked when it goes, and kept for who comes next. It is in
 * the tab's storage only while there is no such page: of a tab that is duplicated, one of the two has none.
 */
export function seenBefore(seen: () => Hello['seen']): Hello['seen'] {
  const { embedded } = browserWorld
  const storage = embedded === undefined ? undefined : tabStorage()
  if (embedded === undefined || storage === undefined) return undefined
  const key = `${KEY} ${placeOf(window)} ${embedded}`
  const before = storage.getItem(key)
  const take = () => storage.removeItem(key)
  take()
  addEventListener('pagehide', () => {
    const session = seen()?.session ?? before
    if (session !== null) storage.setItem(key, session)
  })
  // A page that was kept in memory and is shown again.
  addEventListener('pageshow', take)
  return before === null ? undefined : { session: before, seq: 0 }
}

/** The way from the top of the tab down to `frame`: all frames of a tab share its storage. */
function placeOf(frame: Window): string {
  const { parent } = frame
  if (parent === frame) return ''
  const at = Array.from({ length: parent.length }, (_, index) => parent[index]).indexOf(frame)
  return `${placeOf(parent)}/${at}`
}
