/** The Express app: health, lessons, the page. */
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Course } from '../lessons/index.ts'
import type { Registry } from '../session/index.ts'
import { api, following } from './api.ts'
import type { Built } from './built.ts'
import type { Edge } from './edge.ts'
import type { FindZip } from './home.ts'
import { gate } from './code.ts'
import { byName, withinRate, withinSize } from './guards.ts'
import { securityHeaders } from './headers.ts'
import { isLocalHost } from './names.ts'
import { page } from './page.ts'
import type { SharedShelf } from './shared.ts'
import { mayWatch } from './watchers.ts'

/** Figures about the server as Prometheus reads them. */
export interface Figures {
  readonly contentType: string
  text(): Promise<string>
}

export interface HttpParts {
  readonly course: Course
  readonly registry: Registry
  readonly shelf: SharedShelf
  readonly built: Built
  readonly zip: FindZip
  /** Whether a learner would be served now, and figures for the host. */
  readonly ready: () => { ok: boolean; [figure: string]: unknown }
  readonly metrics: Figures
  readonly log: (line: string) => void
  readonly edge: Edge
}

export function httpApp(parts: HttpParts): Express {
  const { registry, built, ready, metrics, log, edge } = parts
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(({ req }) => edge.proxies.isSecure(req) || isLocalHost(req.headers.host)))
  // Whoever watches the server asks by any name, and learns no more than that it is there.
  app.get('/healthz', (_request, response) => void response.json({ ok: true }))
  app.get('/readyz', (request, response) => {
    const state = ready()
    const told = mayWatch(request, edge.metricsToken) ? state : { ok: state.ok }
    response.status(state.ok ? 200 : 503).json(told)
  })
  app.get('/metrics', async (request, response) => {
    if (!mayWatch(request, edge.metricsToken)) return void response.sendStatus(403)
    response.type(metrics.contentType).send(await metrics.text())
  })
  app.use(byName(edge), withinSize(edge), withinRate(edge))
  app.use('/api', following(registry))
  if (edge.code !== undefined) app.use(gate({ ...edge, code: edge.code }))
  app.use('/api', api(parts))
  app.use(page(built, edge))
  app.use((_request, response) => void response.status(404).type('text').send('Not found.\n'))
  // oxlint-disable-next-line max-params -- Express knows error handlers by their four parameters
  const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    if (status >= 500) log(`gateway: a request failed: ${String(error)}`)
    response
      .status(status)
      .type('text')
      .send(status < 500 ? 'Bad request.\n' : 'That failed.\n')
  }
  app.use(failed)
  return app
}

/** Express marks what the visitor did wrong (a broken % in the path) with a status of its own. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
