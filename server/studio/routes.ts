/** The studio's own addresses, before the page's: who may ask, its page, what is new. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'
import type { Express, RequestHandler } from 'express'
import { isLocalHost } from '../gateway/index.ts'
import type { StudioEvent } from '../protocol/studio.ts'
import type { Feed } from './feed.ts'
import { nameLearner } from './who.ts'

export interface RouteParts {
  /** Folder of the built studio. */
  readonly shell: string
  readonly feed: Feed
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

function studioApp({ shell, feed, now }: RouteParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(guard)
  app.get('/studio/events', (_request, response) => feed.join(response, [now()]))
  app.use('/studio', express.static(shell, { cacheControl: false, etag: true }))
  app.use((_request, response) => void response.status(404).type('text').send('Not found.\n'))
  return app
}

/** No other site's page, and no name that was made to point here, gets an answer. */
const guard: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers
  const foreign = origin !== undefined && origin !== `http://${host ?? ''}`
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
