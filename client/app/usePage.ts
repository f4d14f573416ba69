/** The page that a visit brought, fetched when there is one; the one before is shown until then. */
import { useEffect, useState } from 'react'
import { loadVisit } from '../connection/index.ts'
import type { Loaded } from '../connection/index.ts'
import type { VisitPage } from '../../server/protocol/index.ts'

export function usePage(visit: number | undefined): Loaded<VisitPage> | undefined {
  const [loaded, setLoaded] = useState<Loaded<VisitPage>>()
  useEffect(() => {
    if (visit === undefined) return
    const abort = new AbortController()
    void loadVisit(visit, abort.signal).then((page) => {
      if (!abort.signal.aborted) setLoaded(page)
    })
    return () => abort.abort()
  }, [visit])
  return visit === undefined ? undefined : loaded
}
