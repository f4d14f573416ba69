/** What every request must pass before anybody looks at what it asks for. */
import type { RequestHandler, Response } from 'express'
import type { Edge } from './edge.ts'
import { REQUEST } from './limits.ts'
import { placeOf } from './place.ts'

/** Only by a name of ours, and by one at a time: two are a proxy's and ours, and meant to be mistaken. */
export function byName({ names }: Edge): RequestHandler {
  return (request, response, next) => {
    if ((request.headersDistinct['host']?.length ?? 0) > 1) return refuse(response, 400)
    if (names.answersTo(request.headers.host)) return next()
    response.status(403).type('text').send(names.otherwise)
  }
}

/** A body is sent whole or not at all, and nobody reads one larger than anything we take. */
export function withinSize({ onLimit }: Edge): RequestHandler {
  return ({ headers }, response, next) => {
    const size = Number(headers['content-length'] ?? 0)
    if (headers['transfer-encoding'] === undefined && size <= REQUEST.body) return next()
    onLimit('body')
    refuse(response, headers['transfer-encoding'] === undefined ? 413 : 411)
  }
}

/** Not more often than a class would. */
export function withinRate({ rates, proxies, cookies }: Edge): RequestHandler {
  return async (request, response, next) => {
    const learner = cookies.learnerOf(request)
    const wait =
      (await rates.take('requests', placeOf(proxies.addressOf(request)))) ??
      (learner === undefined ? undefined : await rates.take('learner', learner))
    if (wait === undefined) return next()
    // What else was sent ahead on this connection is not even looked at.
    response
      .set({ 'retry-after': String(wait), connection: 'close' })
      .status(429)
      .type('text')
    response.send(`Too many requests at once. Try again in ${wait} s.\n`)
  }
}

/** What is left of the request is not read: the connection ends with the answer. */
function refuse(response: Response, status: number): void {
  response.set('connection', 'close')
  response.sendStatus(status)
}
