/** Shared code over HTTP: kept under an id that can't be guessed, and given to whoever has it. */
import express, { Router, type Request, type Response } from 'express'
import { SHARED_CHARS, SharedBody, SharedId, type SharedKept } from '../protocol/index.ts'
import type { Edge } from './edge.ts'
import { placeOf } from './place.ts'

type Kept =
  | { readonly type: 'kept'; readonly id: string; readonly until: number }
  | { readonly type: 'too-many' | 'full' | 'away' }
type Found =
  | { readonly type: 'found'; readonly code: string }
  | { readonly type: 'unknown' }
  | { readonly type: 'away' }

/** What keeps it: the store of progress. */
export interface SharedShelf {
  keep(learner: string, code: string): Promise<Kept>
  find(id: string): Promise<Found>
  /** Little room is left. */
  readonly scarce: boolean
}

/** Refusals of the shelf: status and what the learner reads. */
const REFUSED = {
  'too-many': [429, 'That was much sharing for an hour. Try again later.'],
  full: [507, 'There is no room for more shared code on this server at the moment.'],
  away: [503, 'The server can’t keep it at the moment. Try again in a while.'],
} as const

export function shared(
  shelf: SharedShelf,
  { names, rates, proxies, cookies }: Pick<Edge, 'names' | 'rates' | 'proxies' | 'cookies'>,
): Router {
  const router = Router()
  // The name around the code, and its quotes.
  const body = express.json({ limit: SHARED_CHARS + 100, strict: true })
  router.post('/', body, (request, response, next) => {
    // Another site's page must not share in this learner's name.
    const learner = names.admits(request) ? cookies.learnerOf(request) : undefined
    if (learner === undefined) return refuse(response, [403, 'Reload the page, then share again.'])
    const put = async (code: string): Promise<Kept> => {
      const place = placeOf(proxies.addressOf(request))
      // Learners are free to make: what fills the shelf is counted by where it comes from, too.
      const size = Math.ceil(code.length / 1_000)
      const wait =
        (await rates.take('shared', place, size)) ??
        (shelf.scarce ? await rates.take('scarce', place, size) : undefined)
      return wait === undefined ? shelf.keep(learner, code) : { type: 'too-many' }
    }
    keep(put, request, response).catch(next)
  })
  router.get('/:id', (request, response, next) => {
    find(shelf, request.params.id, response).catch(next)
  })
  return router
}

async function keep(
  put: (code: string) => Promise<Kept>,
  request: Request,
  response: Response,
): Promise<void> {
  const sent = SharedBody.safeParse(request.body)
  if (!sent.success) return refuse(response, [400, 'That is no shared code.'])
  const kept = await put(sent.data.code)
  if (kept.type !== 'kept') return refuse(response, REFUSED[kept.type])
  const answer: SharedKept = { id: kept.id, until: kept.until }
  response.set('cache-control', 'no-store').status(201).json(answer)
}

async function find(shelf: SharedShelf, id: string, response: Response): Promise<void> {
  response.set('cache-control', 'no-store')
  const found: Found = SharedId.safeParse(id).success ? await shelf.find(id) : { type: 'unknown' }
  if (found.type === 'away') return refuse(response, REFUSED.away)
  if (found.type !== 'found')
    return refuse(response, [404, 'This code is not kept, or not any more.'])
  const answer: SharedBody = { code: found.code }
  response.json(answer)
}

function refuse(response: Response, [status, say]: readonly [number, string]): void {
  response.status(status).json({ say })
}
