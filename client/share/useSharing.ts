/** From a step's changes to an address: in the link where it fits, else kept on the server once that is asked for. */
import { useEffect, useState } from 'react'
import type { Changes } from './files.ts'
import { keepOnServer } from './kept.ts'
import { fitsLink, hashOf } from './link.ts'
import { pack } from './pack.ts'

export type Sharing =
  | { type: 'packing' }
  /** All of the code is in `hash`; without changes it is empty. */
  | { type: 'link'; hash: string }
  | { type: 'long'; keep: () => void; say?: string }
  | { type: 'keeping' }
  | { type: 'kept'; hash: string; until: number }
  | { type: 'failed'; say: string }

export function useSharing(changes: Changes): Sharing {
  const [sharing, setSharing] = useState<Sharing>({ type: 'packing' })
  useEffect(() => {
    let left = false
    void share(changes, (next) => {
      if (!left) setSharing(next)
    })
    return () => {
      left = true
    }
  }, [changes])
  return sharing
}

async function share(changes: Changes, tell: (sharing: Sharing) => void): Promise<void> {
  if (Object.keys(changes).length === 0) return tell({ type: 'link', hash: '' })
  const packed = await pack(changes)
  if (packed.type === 'failed') return tell(packed)
  const { code } = packed
  if (fitsLink(code)) return tell({ type: 'link', hash: hashOf({ type: 'code', code }) })
  const keep = async (): Promise<void> => {
    tell({ type: 'keeping' })
    const kept = await keepOnServer(code)
    if (kept.type === 'failed') return tell({ type: 'long', keep: again, say: kept.say })
    tell({ type: 'kept', hash: hashOf(kept), until: kept.until })
  }
  const again = () => void keep()
  tell({ type: 'long', keep: again })
}

/** `12.3 kB`: of names and texts, in UTF-8. */
export function sizeOf(changes: Changes): number {
  const encoder = new TextEncoder()
  let bytes = 0
  for (const text of Object.values(changes)) bytes += encoder.encode(text ?? '').length
  return bytes
}
