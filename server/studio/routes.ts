/** The studio's own addresses, before the page's: who may ask, its page, what is new. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { Router } from 'express'
import type { Express, RequestHandler, Response } from 'express'
import { isLocalHost } from '../gateway/index.ts'
import { PlayOrder, WriteOrder } from '../protocol/studio.ts'
import type { StudioEvent } from '../protocol/studio.ts'
import type { Feed } from './feed.ts'
import type { Prover } from './prover.ts'
import { nameLearner } from './who.ts'

export interface RouteParts {
  /** Folder of the built studio. */
  readonly shell: string
  readonly feed: Feed
  readonly prover: Prover
  /** What a studio page that opens must know. */
  readonly now: () => StudioEvent
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** For `AppParts.first`. Every request of a frame becomes its learner's on the way. */
export function studioRoutes(
  parts: RouteParts,
): (request: IncomingMessage, response?: ServerResponse) => boolean {
  const app = studioApp(parts)
  return (request, response) => {
    nameLearner(request)
    if (response === undefined || !/^\/studio(?:[/?]|$)/.test(request.url ?? '')) return false
    app(request, response)
    return true
  }
}

function studioApp({ shell, feed, prover, now }: RouteParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(guard)
  app.get('/studio/events', (_request, response) => {
    const { now: play } = prover
    feed.join(response, play === undefined ? [now()] : [now(), play])
  })
  app.get('/studio/claims', (_request, response, next) => {
    prover.claims().then((claims) => response.json({ claims }), next)
  })
  app.use(orders(prover))
  app.use('/studio', express.static(shell, { cacheControl: false, etag: true }))
  app.use((_request, response) => void response.status(404).type('text').send('Not found.\n'))
  return app
}

/** What is pressed. A page of another site can send none of it: see `guard`. */
function orders(prover: Prover): Router {
  const router = Router()
  router.use(express.json())
  const answer = (response: Response, say: string | undefined): void =>
    void (say === undefined ? response.status(204).end() : response.status(409).json({ say }))
  router.post('/studio/play', (request, response) => {
    const order = PlayOrder.safeParse(request.body)
    answer(response, order.success ? prover.play(order.data) : NOT_UNDERSTOOD)
  })
  router.post('/studio/stop', (_request, response) => {
    prover.stop()
    answer(response, undefined)
  })
  router.post('/studio/write', (request, response, next) => {
    const order = WriteOrder.safeParse(request.body)
    if (!order.success) return answer(response, NOT_UNDERSTOOD)
    prover.write(order.data.id).then((say) => answer(response, say), next)
  })
  router.post('/studio/drop', (request, response) => {
    const order = WriteOrder.safeParse(request.body)
    if (order.success) prover.drop(order.data.id)
    answer(response, order.success ? undefined : NOT_UNDERSTOOD)
  })
  return router
}

const NOT_UNDERSTOOD = 'That is not understood. Reload the studio.'

/** No other site's page, and no name that was made to point here, gets an answer. */
const guard: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers
  const own = origin === `http://${host ?? ''}`
  // Browsers name the origin of every POST.
  const foreign = origin === undefined ? request.method !== 'GET' : !own
  if (!isLocalHost(host) || foreign)
    return void response.status(403).type('text').send('Only this machine’s studio may ask.\n')
  response.set({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  })
  next()
}
