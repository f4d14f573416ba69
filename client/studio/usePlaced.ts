/** A place of our own inside the framed page, apart from its style sheets, for what is said beside its parts. */
import { useEffect, useState } from 'react'
import type { Anchor } from './anchor.ts'
import sheet from './mistake.css?inline'

/** Draw into it with a portal; undefined until the page has what it stands beside. */
export function usePlaced(
  document: Document,
  find: () => Anchor | undefined,
): ShadowRoot | undefined {
  const [root, setRoot] = useState<ShadowRoot>()
  useEffect(() => {
    const host = document.createElement('div')
    host.dataset['studio'] = ''
    const shadow = host.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = sheet
    const drawn = document.createElement('div')
    shadow.append(style, drawn)
    const place = () => {
      if (host.isConnected) return
      const anchor = find()
      if (anchor === undefined) return
      if ('after' in anchor) anchor.after.after(host)
      else anchor.first.prepend(host)
      setRoot(shadow)
    }
    place()
    // The page draws anew where it likes, and what is not its own goes with that.
    const observer = new MutationObserver(place)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      host.remove()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the place is found once, by what it was made for
  }, [document])
  return root
}
