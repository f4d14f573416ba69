/** Opens the shared code that the address brings; nothing of it runs or is kept by that. */
import { useEffect, useState } from 'react'
import type { StepView } from '../../server/protocol/index.ts'
import { fitting } from './files.ts'
import { fetchKept } from './kept.ts'
import { readLink } from './link.ts'
import type { Link } from './link.ts'
import { unpack } from './pack.ts'
import type { Unpacked } from './pack.ts'

export type Opened = { type: 'none' } | { type: 'opening' } | Unpacked

const NONE: Opened = { type: 'none' }
const OPENING: Opened = { type: 'opening' }

export interface OpenedLink {
  opened: Opened
  /** Takes the code out of the address: a reload does not bring it again. */
  close: () => void
}

export function useLink(step: StepView): OpenedLink {
  const [hash, setHash] = useState(location.hash)
  const [result, setResult] = useState<{ hash: string; opened: Unpacked }>()
  useEffect(() => {
    const changed = () => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  useEffect(() => {
    const link = readLink(hash)
    if (link === undefined) return
    const leaving = new AbortController()
    void open(link, step, leaving.signal).then((opened) => {
      if (!leaving.signal.aborted) setResult({ hash, opened })
    })
    return () => leaving.abort()
  }, [hash, step])
  const close = () => {
    history.replaceState(history.state, '', location.pathname + location.search)
    setHash('')
  }
  if (readLink(hash) === undefined) return { opened: NONE, close }
  return { opened: result?.hash === hash ? result.opened : OPENING, close }
}

async function open(link: Link, step: StepView, signal: AbortSignal): Promise<Unpacked> {
  const fetched = link.type === 'code' ? link : await fetchKept(link.id, signal)
  if (fetched.type === 'failed') return fetched
  const unpacked = await unpack(fetched.code)
  if (unpacked.type === 'failed') return unpacked
  return { type: 'unpacked', changes: fitting(step.files, unpacked.changes) }
}
